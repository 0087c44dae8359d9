package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files either open or are refused: no other failure, no hanging, no absurd memory. */
@Timeout(30)
class HostileFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "legacy.pt", "all.safetensors", "checkpoint.pth.tar"})
  void aFileCutAnywhereIsRefusedOrRead(String name, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(WeightSamples.file(name));
    Path file = folder.resolve(name);
    int refused = 0;
    for (int length = 0; length < whole.length; length += 1 + length / 60) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      refused += readAll(file) ? 0 : 1;
    }
    assertThat(refused).isGreaterThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zip.pt", "legacy.pt", "all.safetensors", "encodings.pt"})
  void aFileWithChangedBytesIsRefusedOrRead(String name, @TempDir Path folder) throws IOException {
    byte[] whole = Files.readAllBytes(WeightSamples.file(name));
    Path file = folder.resolve(name);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 400; round++) {
      byte[] bytes = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] =
            (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF);
      }
      Files.write(file, bytes);
      refused += readAll(file) ? 0 : 1;
    }
    assertThat(refused).isBetween(20, 395);
  }

  private static boolean readAll(Path file) {
    try {
      Weights weights = Weights.open(file);
      for (WeightTensor tensor : weights.tensors()) {
        assertThat(weights.read(tensor.name()).shape()).isEqualTo(tensor.shape());
      }
      return true;
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining(file.getFileName().toString());
      return false;
    }
  }
}
