package io.asva.examples.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Preset;
import io.asva.diffusion.Sampling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuningTest {
  private final Path folder;

  TuningTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Clips that lose the more the fewer evaluations they take; caches lose most. */
  private static final class Imagined implements Subject {
    private final List<Candidate> measured = new ArrayList<>();
    private int left = Integer.MAX_VALUE;

    @Override
    public String truth() {
      return "what is imagined";
    }

    @Override
    public String settings() {
      return "imagined";
    }

    @Override
    public Measurement measure(Candidate candidate, boolean thorough, ProgressMonitor monitor) {
      if (left-- == 0) {
        throw new CancelledException("tuning");
      }
      measured.add(candidate);
      Sampling way = candidate.sampling();
      int share = way.cache().every() * way.guidance().every() * way.forecast().every();
      double agreement = 0.9 - 0.05 / way.steps() - (way.cache().isUsed() ? 0.05 : 0);
      return new Measurement(
          candidate.part(),
          way.words(),
          new Effort(way.steps(), 2 * way.steps() / share, 0, 1),
          thorough
              ? Map.of(Measurement.AGREEMENT, agreement, Measurement.SWAPPED, 1.0)
              : Map.of(Measurement.AGREEMENT, agreement));
    }
  }

  private Tuning tuning(Subject subject) {
    return new Tuning(subject, TuneJournal.open(folder.resolve("tune.json"), subject.settings()));
  }

  private static ProgressMonitor quiet() {
    return new Cancellation().silent();
  }

  @Test
  void aStoppedSearchGoesOnWhereItWas() {
    Imagined whole = new Imagined();
    List<Measurement> atOnce =
        new Tuning(whole, TuneJournal.open(folder.resolve("other.json"), whole.settings()))
            .run(m -> {}, quiet());
    Imagined stopped = new Imagined();
    stopped.left = 5;
    assertThatThrownBy(() -> tuning(stopped).run(m -> {}, quiet()))
        .isInstanceOf(CancelledException.class);
    Imagined further = new Imagined();
    List<Measurement> inTwo = tuning(further).run(m -> {}, quiet());
    assertThat(inTwo).isEqualTo(atOnce);
    assertThat(stopped.measured.size() + further.measured.size()).isEqualTo(whole.measured.size());
    Imagined again = new Imagined();
    assertThat(tuning(again).run(m -> {}, quiet())).isEqualTo(atOnce);
    assertThat(again.measured).isEmpty();
    List<Measurement> kept =
        TuneJournal.open(folder.resolve("tune.json"), again.settings()).measurements();
    assertThat(kept.get(0).part()).isEqualTo("exact");
    assertThat(kept).hasSameSizeAs(Set.copyOf(inTwo.stream().map(Measurement::way).toList()));
  }

  @Test
  void theBestPartsAreTriedTogetherAndThoseThatLoseMuchAreNot() {
    Imagined subject = new Imagined();
    List<Measurement> found = tuning(subject).run(m -> {}, quiet());
    List<Sampling> together =
        subject.measured.stream()
            .filter(c -> c.part().equals("together"))
            .map(Candidate::sampling)
            .toList();
    assertThat(together).isNotEmpty().allMatch(s -> !s.cache().isUsed());
    assertThat(together).extracting(s -> s.guidance().every()).containsOnly(3);
    assertThat(together).extracting(Sampling::steps).contains(6);
    assertThat(found.get(0).part()).isEqualTo("exact");
    assertThat(found.get(0).score(Measurement.SWAPPED)).isEqualTo(1);
  }

  @Test
  void theJournalOfAnotherSearchIsRefused() {
    tuning(new Imagined()).run(m -> {}, quiet());
    Path file = folder.resolve("tune.json");
    assertThatThrownBy(() -> TuneJournal.open(file, "another"))
        .isInstanceOf(TuneException.class)
        .hasMessageContaining("\"imagined\", not \"another\"")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aDamagedJournalIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("tune.json"), "{\"settings");
    assertThatThrownBy(() -> TuneJournal.open(file, "imagined"))
        .isInstanceOf(TuneException.class)
        .hasMessageContaining(file + " is no journal");
  }

  private static Measurement made(String part, int evaluations, double agreement) {
    return new Measurement(
        part,
        part + evaluations,
        new Effort(evaluations, evaluations, 0, 1),
        Map.of(Measurement.AGREEMENT, agreement));
  }

  @Test
  void theCurveHoldsWhatNoOtherBeats() {
    TuneReport report =
        new TuneReport(
            new Imagined().truth(),
            List.of(
                made("exact", 100, 0.9),
                made("balanced", 30, 0.895),
                made("fast", 18, 0.875),
                made("worse", 40, 0.88),
                made("same", 18, 0.87)));
    assertThat(report.front())
        .extracting(Measurement::evaluations)
        .containsExactly(100.0, 30.0, 18.0);
    assertThat(report.table())
        .contains("| exact * | exact100 | 100.0 | 1.00 | 0.9000 | 0.00 |")
        .contains("| worse | worse40 | 40.0 | 2.50 | 0.8800 | 2.00 |");
    assertThat(report.verdict())
        .contains("Compared with what is imagined.")
        .contains("balanced is supported: 3.33 times fewer evaluations")
        .contains("fast is NOT supported: 5.56 times fewer evaluations (at least 5), 2.50 points")
        .contains("at most a point: balanced30, 30.0");
  }

  @Test
  void theCurveIsDrawn() {
    TuneReport report =
        new TuneReport(
            new Imagined().truth(), List.of(made("exact", 100, 0.9), made("fast", 18, 0.88)));
    Path file = folder.resolve("tune.png");
    report.plot().writePng(file, IfExists.FAIL);
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void presetsComeFirstAndExactIsTheFirst() {
    assertThat(Candidates.presets())
        .extracting(Candidate::sampling)
        .containsExactly(
            Preset.EXACT.sampling(), Preset.BALANCED.sampling(), Preset.FAST.sampling());
  }
}
