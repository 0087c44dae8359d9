package io.asva.examples.tune;

import io.asva.core.ProgressMonitor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The search: measures the presets and each part alone, then the best together, then the presets
 * thoroughly. What was measured before is taken from the journal, so a search that was stopped goes
 * on where it was.
 *
 * @param subject whose clips are made
 * @param journal where measurements are kept
 */
public record Tuning(Subject subject, TuneJournal journal) {
  /** One that is told of each measurement. */
  public interface Listener extends Consumer<Measurement> {}

  /**
   * Runs the search.
   *
   * @param found is told of each measurement as it is there
   * @return all measurements, the presets' first, of which exact is the first
   * @throws io.asva.core.CancelledException if it was cancelled; what was measured is kept
   */
  public List<Measurement> run(Listener found, ProgressMonitor monitor) {
    List<Candidate> presets = Candidates.presets();
    for (Candidate preset : presets) {
      measured(preset, false, found, monitor);
    }
    Measurement exact = journal.find(presets.get(0), false).orElseThrow();
    Map<Candidate, Measurement> alone = new LinkedHashMap<>();
    for (Candidate candidate : Candidates.alone()) {
      alone.put(candidate, measured(candidate, false, found, monitor));
    }
    List<Candidate> together = Candidates.together(alone, exact);
    for (Candidate candidate : together) {
      measured(candidate, false, found, monitor);
    }
    for (int i = presets.size() - 1; i >= 0; i--) { // the cheapest first
      measured(presets.get(i), true, found, monitor);
    }
    // A preset may be one of the others, too, which then have its thorough scores.
    List<Measurement> all = new ArrayList<>();
    for (Collection<Candidate> some : List.of(presets, alone.keySet(), together)) {
      some.forEach(candidate -> all.add(journal.find(candidate, false).orElseThrow()));
    }
    return all;
  }

  private Measurement measured(
      Candidate candidate, boolean thorough, Listener found, ProgressMonitor monitor) {
    Measurement measurement =
        journal
            .find(candidate, thorough)
            .orElseGet(() -> journal.keep(subject.measure(candidate, thorough, monitor), thorough));
    found.accept(measurement);
    return measurement;
  }
}
