package io.asva.metrics.fvd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.tensor.FloatTensor;
import io.asva.metrics.MetricsException;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.TorchScriptException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FvdFeaturesTest {
  private static final Path STAND_IN = Path.of("src/test/resources/i3d/i3d-stand-in.pt");
  private static final int FRAMES = 12;
  private static final int SIZE = 224;

  @BeforeAll
  static void oneThread() {
    LibTorch.setThreads(1); // its threads spin, which a busy machine pays for
  }

  @Test
  void featuresAreWhatTheFilesCodeComputes() {
    FloatTensor frames = noise();
    try (FvdFeatures network = FvdFeatures.open(STAND_IN)) {
      FloatTensor features = network.extract(frames, new Cancellation());
      assertThat(features.shape().dims()).containsExactly(1, 400);
      assertThat(features.values()).containsExactly(expected(frames), within(1e-3f));
      FloatTensor again = network.extract(frames, new Cancellation());
      assertThat(again.values()).isEqualTo(features.values());
    }
  }

  @Test
  void anotherOrderOfFramesGivesOtherFeatures() {
    FloatTensor frames = noise();
    FloatTensor backwards = FloatTensor.zeros(FRAMES, 3, SIZE, SIZE);
    int frame = 3 * SIZE * SIZE;
    for (int i = 0; i < FRAMES; i++) {
      int to = (FRAMES - 1 - i) * frame;
      System.arraycopy(frames.values(), i * frame, backwards.values(), to, frame);
    }
    try (FvdFeatures network = FvdFeatures.open(STAND_IN)) {
      assertThat(network.extract(backwards, new Cancellation()).values())
          .isNotEqualTo(network.extract(frames, new Cancellation()).values());
    }
  }

  @Test
  void otherShapesAreRefused() {
    try (FvdFeatures network = FvdFeatures.open(STAND_IN)) {
      assertThatThrownBy(
              () -> network.extract(FloatTensor.zeros(12, 3, 229, 229), new Cancellation()))
          .isInstanceOf(MetricsException.class)
          .hasMessage("FVD's features are those of clips (frames, 3, 224, 224), not 12x3x229x229.");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> FvdFeatures.open(Path.of("nowhere", "i3d_torchscript.pt")))
        .isInstanceOf(TorchScriptException.class)
        .hasMessageContaining("no TorchScript file " + Path.of("nowhere", "i3d_torchscript.pt"));
  }

  @Test
  void whatIsNoTorchScriptIsRefused(@TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(STAND_IN);
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
      Path file = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, length));
      assertRefused(file);
    }
    Path noise = folder.resolve("noise.pt");
    byte[] bytes = new byte[5000];
    new Random(1).nextBytes(bytes);
    assertRefused(Files.write(noise, bytes));
  }

  private static void assertRefused(Path file) {
    assertThatThrownBy(() -> FvdFeatures.open(file))
        .isInstanceOf(TorchScriptException.class)
        .hasMessageStartingWith(file + " is no TorchScript that libtorch ")
        .hasMessageEndingWith("a file of weights alone won't do.");
  }

  @Test
  void cancellingAndClosingEndIt() {
    FvdFeatures network = FvdFeatures.open(STAND_IN);
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> network.extract(noise(), cancelled))
        .isInstanceOf(CancelledException.class);
    network.close();
    network.close();
    assertThatThrownBy(() -> network.extract(noise(), new Cancellation()))
        .isInstanceOf(ClosedException.class);
  }

  private static FloatTensor noise() {
    Random random = new Random(5);
    FloatTensor frames = FloatTensor.zeros(FRAMES, 3, SIZE, SIZE);
    for (int i = 0; i < frames.values().length; i++) {
      int frame = i / (3 * SIZE * SIZE);
      frames.values()[i] = random.nextFloat() * (i % SIZE + 20 * frame) / SIZE - 0.5f;
    }
    return frames;
  }

  /** The values of make_stand_in.py. */
  private static float[] expected(FloatTensor frames) {
    double[] sums = new double[24];
    float[] values = frames.values();
    for (int i = 0; i < values.length; i++) {
      int x = i % SIZE;
      int y = i / SIZE % SIZE;
      int channel = i / (SIZE * SIZE) % 3;
      int frame = i / (3 * SIZE * SIZE);
      sums[channel * 8 + frame / (FRAMES / 2) * 4 + y / (SIZE / 2) * 2 + x / (SIZE / 2)] +=
          values[i];
    }
    float[] features = new float[400];
    for (int k = 0; k < features.length; k++) {
      double sum = 0;
      for (int i = 0; i < sums.length; i++) {
        sum += sums[i] / (values.length / 24.0) * Math.cos(0.1 * k * (i + 1));
      }
      features[k] = (float) sum;
    }
    return features;
  }
}
