package io.asva.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.tensor.FloatTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The output of adamw.py, and the sequence that it feeds torch with. */
final class TorchNumbers {
  private TorchNumbers() {}

  static JsonNode read() {
    try (InputStream in = TorchNumbers.class.getResourceAsStream("/training/adamw.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static FloatTensor make(long seed, int... dims) {
    FloatTensor result = FloatTensor.zeros(dims);
    long x = seed;
    for (int i = 0; i < result.values().length; i++) {
      x = (1103515245 * x + 12345) % (1L << 31);
      result.values()[i] = (x / 65536 % 2048 - 1024) / 1024f;
    }
    return result;
  }
}
