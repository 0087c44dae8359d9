package io.asva.examples.training.causes;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.demo.models.DemoModels;
import io.asva.examples.drawn.Edition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Experiments on the shipped models, with one clip. */
class ExperimentsTest {
  private final Path folder;

  ExperimentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<Finding> run(Cause cause) {
    List<Finding> found = new ArrayList<>();
    Experiments.of(
            DemoModels.in(folder), Edition.FIRST, 77_000, 1, Device.cpu(), new Cancellation())
        .run(cause, found::add);
    return found;
  }

  @Test
  void theAutoencoderCostsLessThanNotMovingAtAll() {
    List<Finding> found = run(Cause.CODING);
    assertThat(found).hasSize(2).allMatch(finding -> finding.cause() == Cause.CODING);
    double still = found.get(0).likeness().moved(Finding.STROKE).psnr();
    double coded = found.get(1).likeness().moved(Finding.STROKE).psnr();
    assertThat(coded).isGreaterThan(still + 6);
    assertThat(found.get(1).row()).startsWith("| coding | the drawn clip, encoded and decoded | ");
    assertThat(Finding.HEADING.lines().toList().get(0).split("\\|"))
        .hasSameSizeAs(found.get(1).row().split("\\|"));
  }

  @Test
  void theLaterThatAClipIsDrawnTheLessItIsLikeTheTruth() {
    List<Finding> found = run(Cause.EXPOSURE);
    assertThat(found).hasSize(8);
    assertThat(found.get(0).likeness().psnr()).isGreaterThan(found.get(3).likeness().psnr() + 2);
    assertThat(found.get(4).likeness().lowPsnr())
        .as("10 ms too late, with and without exposure")
        .isGreaterThan(found.get(0).likeness().lowPsnr());
  }
}
