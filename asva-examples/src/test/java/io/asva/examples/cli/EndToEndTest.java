package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.examples.cli.EndToEndData.Networks;
import io.asva.examples.cli.EndToEndRun.Verb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generates, evaluates and reports on a data set of several codecs, and is killed meanwhile. */
class EndToEndTest {
  private static final int KILLED = 128 + 9;
  private static final long SEED = 4;
  private static final int LONGEST_WAIT = 500; // milliseconds, in which a part or two are done
  private static final Verb[] TEN_KILLS = {
    Verb.GENERATE, Verb.GENERATE, Verb.GENERATE, Verb.GENERATE,
    Verb.EVALUATE, Verb.EVALUATE, Verb.EVALUATE, Verb.EVALUATE,
    Verb.EVALUATE_SYNC, Verb.EVALUATE_SYNC
  };

  private final Path root;
  private final Random random = new Random(SEED);

  EndToEndTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void killedOnceInEachVerbTheResultsAreTheSame() throws Exception {
    EndToEndData.write(root, Networks.SMALL);
    List<String> metrics =
        List.of(
            "--eval_fvd", "--eval_clipsim", "--eval_relsync", "--eval_alignsync", "--eval_avalign");
    compare(1, metrics, Verb.values());
  }

  @Test
  @Tag("soak")
  void killedTenTimesTheResultsAreTheSame() throws Exception {
    EndToEndData.write(root, Networks.ALL);
    compare(2, List.of("--eval_all", "--eval_avalign"), TEN_KILLS);
  }

  private void compare(int clips, List<String> metrics, Verb... kills) throws Exception {
    EndToEndRun whole = run("whole", clips, metrics);
    for (Verb verb : Verb.values()) {
      finish(whole, verb);
    }
    check(whole);
    System.out.println("Moments of kills follow from the seed " + SEED);
    EndToEndRun killed = run("killed", clips, metrics);
    for (Verb verb : Verb.values()) {
      int times = (int) List.of(kills).stream().filter(verb::equals).count();
      // Some parts are left to do after the last moment, so that it is not over before it is ended.
      int[] moments = random.ints(times, 1, whole.parts(verb) - 1).sorted().toArray();
      for (int part : moments) {
        kill(killed, verb, part);
      }
      assertThat(killed.kept(verb)).as("parts of %s that kills left", verb).isPositive();
      finish(killed, verb);
    }
    assertThat(killed.results()).isEqualTo(whole.results());
    for (String name : whole.results()) {
      assertThat(killed.folder().resolve(name))
          .hasSameBinaryContentAs(whole.folder().resolve(name));
    }
  }

  private EndToEndRun run(String name, int clips, List<String> metrics) throws IOException {
    Path folder = Files.createDirectories(root.resolve(name));
    EndToEndData.experiment(folder.resolve("exp"));
    return new EndToEndRun(folder, clips, metrics);
  }

  private static void finish(EndToEndRun run, Verb verb) throws Exception {
    int code = run.start(verb).waitFor();
    assertThat(code).as("%s: %s", verb, Files.readString(run.log())).isZero();
  }

  /** Ends a verb without warning, somewhere in what follows the given part of its work. */
  private void kill(EndToEndRun run, Verb verb, int part) throws Exception {
    int code = 0;
    while (code == 0) {
      Process process = run.start(verb);
      while (process.isAlive() && run.kept(verb) < part) {
        Thread.sleep(2);
      }
      int wait = random.nextInt(LONGEST_WAIT);
      process.waitFor(wait, TimeUnit.MILLISECONDS);
      code = process.destroyForcibly().waitFor();
      System.out.printf(
          "%s: %d ms after part %d of %d ended with %d, %d parts kept%n",
          verb, wait, part, run.parts(verb), code, run.kept(verb));
      if (code == 0) {
        run.forget(verb); // it was faster than the wait
      }
    }
    assertThat(code).as("%s: %s", verb, Files.readString(run.log())).isEqualTo(KILLED);
  }

  /** That the undisturbed run did what it should: all videos are good, and all figures numbers. */
  private static void check(EndToEndRun run) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode sync = json.readTree(run.output(Verb.EVALUATE_SYNC).toFile());
    assertThat(sync.path("valid_examples").asInt()).isEqualTo(EndToEndData.VIDEOS);
    assertThat(sync.path("bad_examples")).isEmpty();
    assertThat(run.results().stream().filter(name -> name.endsWith(".mp4")))
        .hasSize(run.parts(Verb.GENERATE))
        .anyMatch(name -> name.endsWith(".avi_clip-00.mp4"))
        .anyMatch(name -> name.endsWith(".webm_clip-00.mp4"))
        .anyMatch(name -> name.endsWith(".mkv_clip-00.mp4"))
        .anyMatch(name -> name.endsWith(".mov_clip-00.mp4"));
    JsonNode result = json.readTree(run.result().toFile());
    assertThat(result.path("instance_metrics")).hasSize(run.parts(Verb.GENERATE));
    assertThat(result.path("FVD").isNumber()).isTrue();
    assertThat(result.path("AVAlign_mean").isNumber()).isTrue();
    assertThat(run.report()).content().contains(run.parts(Verb.GENERATE) + " evaluated");
  }
}
