package io.asva.media.dataset;

import io.asva.media.MediaNoteCount;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The result of checking a data set.
 *
 * @param splits what became of each split that was checked
 */
public record DatasetReport(List<Checked> splits) {

  /**
   * A split that was checked.
   *
   * @param split which one
   * @param videos how many it lists
   * @param seconds length of all that can be used, in sum
   * @param uses for how many of them length and frame rate suffice, by what they are used for
   * @param findings what is wrong, in the order of the list
   * @param notes what readers of these videos have to fill, cut, hold or choose, which is nothing
   *     wrong
   */
  public record Checked(
      Split split,
      int videos,
      double seconds,
      Map<VideoUse, Integer> uses,
      List<Finding> findings,
      List<MediaNoteCount> notes) {
    /** Copies map and lists. */
    public Checked {
      uses = Map.copyOf(uses);
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
    }
  }

  /** Copies the list. */
  public DatasetReport {
    splits = List.copyOf(splits);
  }

  /** All that is wrong, split by split. */
  public List<Finding> findings() {
    return splits.stream().flatMap(s -> s.findings().stream()).toList();
  }

  /** How often each problem was found; those that were not are left out. */
  public Map<Problem, Integer> counts() {
    Map<Problem, Integer> counts = new EnumMap<>(Problem.class);
    findings().forEach(f -> counts.merge(f.problem(), 1, Integer::sum));
    return counts;
  }
}
