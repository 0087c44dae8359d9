package io.asva.diffusion.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.diffusion.GuidanceScales;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.Segment;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratedFilesTest {
  @Test
  void clipsLieWhereTheOriginalWritesThem() {
    GeneratedFiles files = GeneratedFiles.of(Path.of("exp"), 37000, GuidanceScales.DEFAULT, 0);
    Path folder = Path.of("exp/evaluations/checkpoint-37000/AG-4.0_TG-1.0/seed-0");
    assertThat(files.folder()).isEqualTo(folder);
    assertThat(files.clip(video("lions_roaring/a.b.mp4"), 2))
        .isEqualTo(folder.resolve("videos/lions_roaring/a.b_clip-02.mp4"));
    assertThat(files.clip(video("a.webm"), 10))
        .isEqualTo(folder.resolve("videos/a.webm_clip-10.mp4"));
  }

  private static DatasetVideo video(String name) {
    return new DatasetVideo(name, Path.of(name), "", Segment.WHOLE);
  }

  /** The output of {@code repr} in Python 3. */
  @ParameterizedTest
  @CsvSource({
    "4, 4.0",
    "1, 1.0",
    "0, 0.0",
    "0.5, 0.5",
    "7.25, 7.25",
    "0.1, 0.1",
    "100, 100.0",
    "0.0001, 0.0001",
    "0.00001, 1e-05",
    "1.5e-7, 1.5e-07",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.25e22, 1.25e+22",
    "2e23, 2e+23",
    "1e100, 1e+100",
    "0.30000000000000004, 0.30000000000000004",
    "123456.789, 123456.789"
  })
  void scalesArePrintedAsPythonDoes(double value, String printed) {
    assertThat(PythonFloat.repr(value)).isEqualTo(printed);
  }
}
