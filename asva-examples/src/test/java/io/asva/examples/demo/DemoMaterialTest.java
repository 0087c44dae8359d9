package io.asva.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.media.MediaFile;
import io.asva.core.media.Picture;
import io.asva.core.media.Pictures;
import io.asva.core.media.Sound;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoMaterialTest {
  private final Path folder;

  DemoMaterialTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theCommittedSoundIsTheOneThatIsSynthesised() {
    assertThat(DemoMaterial.copy(DemoMaterial.SOUND, folder))
        .hasBinaryContent(DemoMaterial.wav(DemoSound.samples()));
    Sound sound = MediaFile.open(folder.resolve(DemoMaterial.SOUND)).sound();
    assertThat(sound.rate()).isEqualTo(DemoSound.RATE);
    assertThat(sound.seconds()).isEqualTo(2);
  }

  @Test
  void everyStrikeIsAClearOnset() {
    float[] samples = DemoSound.samples();
    for (double strike : new double[] {0.25, 0.75, 1.1, 1.6}) {
      int at = (int) Math.round(strike * DemoSound.RATE);
      assertThat(energy(samples, at)).isGreaterThan(3 * energy(samples, at - 800) + 1);
    }
  }

  private static double energy(float[] samples, int from) {
    double sum = 0;
    for (int i = from; i < from + 800; i++) {
      sum += samples[i] * samples[i];
    }
    return sum;
  }

  @Test
  void theCommittedPictureIsTheOneThatIsDrawn() {
    Picture committed = Pictures.read(DemoMaterial.copy(DemoMaterial.PICTURE, folder));
    Picture drawn = Pictures.of(DemoScene.draw());
    assertThat(drawn.width()).isEqualTo(committed.width());
    assertThat(drawn.height()).isEqualTo(committed.height());
    long difference = 0;
    for (int i = 0; i < drawn.rgb().length; i++) {
      difference += Math.abs((drawn.rgb()[i] & 0xFF) - (committed.rgb()[i] & 0xFF));
    }
    // Java2D's edges may differ a little between releases.
    assertThat((double) difference / drawn.rgb().length).isLessThan(1);
  }
}
