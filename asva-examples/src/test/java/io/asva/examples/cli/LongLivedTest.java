package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that animates and scores for ever doesn't grow. */
class LongLivedTest {
  private static final int WARM = 150;
  private static final double GROWTH = 1.05;

  private final Household household;

  LongLivedTest(@TempDir Path folder) throws IOException {
    this.household = Household.in(folder);
  }

  /**
   * One look at a process.
   *
   * @param kilobytes its memory
   * @param open its open files
   * @param temporary what lies in its temporary folder
   */
  private record State(long kilobytes, long open, long temporary) {
    static State of(String line) {
      String[] words = line.split(" ", -1);
      return new State(
          Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }
  }

  private List<State> run(int times) throws IOException, InterruptedException {
    household.run(household.java(AnimatesAndScores.class, household.animatesAndScores(0, times)));
    return Files.readAllLines(household.log()).stream()
        .filter(line -> line.matches("\\d+ \\d+ \\d+ \\d+"))
        .map(State::of)
        .toList();
  }

  @Test
  void filesAreClosedAfterEach() throws Exception {
    List<State> states = run(8);
    assertThat(states).hasSize(8);
    assertThat(open(states.subList(5, 8))).isEqualTo(open(states.subList(2, 5)));
    assertThat(states).extracting(State::temporary).containsOnly(0L);
  }

  @Test
  @Tag("soak")
  void aThousandAnimationsAndScoresTakeNoMoreThanAHundredAndFifty() throws Exception {
    List<State> states = run(1000);
    assertThat(states).hasSize(1000);
    List<State> later = states.subList(WARM, states.size());
    long first = most(later.subList(0, WARM));
    long last = most(later.subList(later.size() - WARM, later.size()));
    System.out.println(
        "memory: "
            + states.get(0).kilobytes()
            + " kB at first, at most "
            + first
            + " kB in the second 150, "
            + last
            + " kB in the last 150; open files "
            + states.get(WARM).open()
            + " and "
            + states.get(999).open());
    assertThat((double) last).isLessThan(first * GROWTH);
    assertThat(open(later.subList(later.size() - WARM, later.size())))
        .isEqualTo(open(later.subList(0, WARM)));
    assertThat(states).extracting(State::temporary).containsOnly(0L);
  }

  /** The fewest: the JVM's own threads have a file of the system's open now and then. */
  private static long open(List<State> states) {
    return states.stream().mapToLong(State::open).min().orElseThrow();
  }

  private static long most(List<State> states) {
    return states.stream().mapToLong(State::kilobytes).max().orElseThrow();
  }
}
