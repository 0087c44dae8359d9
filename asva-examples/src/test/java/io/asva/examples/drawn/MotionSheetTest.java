package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.files.IfExists;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.Video;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionSheetTest {
  @Test
  void framesStandOverTheirPartOfTheWaveform(@TempDir Path folder) {
    Image frame = new Image(40, 40, new byte[3 * 40 * 40]);
    float[] samples = new float[16000];
    for (int i = 8000; i < 12000; i++) {
      samples[i] = i % 2 == 0 ? 0.5f : -0.5f;
    }
    Path file = folder.resolve("sheet.png");
    MotionSheet.of(
            new Video(Collections.nCopies(4, frame), 4), new Audio(16000, new float[][] {samples}))
        .png(file, IfExists.FAIL);
    Image sheet = Images.read(file);
    assertThat(sheet.width()).isEqualTo(4 * 42 + 2);
    assertThat(sheet.value(60, 20, 0)).isZero();
    int above = 40 + 4 + 4; // near the top of the waveform's strip
    for (int i = 0; i < 4; i++) {
      int x = 2 + 42 * i + 20;
      assertThat(sheet.value(x, above, 0) < 128).as("frame %d", i).isEqualTo(i == 2);
    }
  }
}
