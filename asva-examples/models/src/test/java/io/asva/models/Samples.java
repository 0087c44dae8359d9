package io.asva.models;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files of the kinds that models consist of. */
public final class Samples {
  private Samples() {}

  /** Weights with tensors of some names. */
  public static Path weights(Path file, String... names) throws IOException {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (String name : names) {
      tensors.put(name, FloatTensor.zeros(Shape.of(4, 2)));
    }
    return write(file, tensors);
  }

  /** Encodings of some texts. */
  public static Path encodings(Path file, String... texts) throws IOException {
    Map<String, FloatTensor> tensors = new LinkedHashMap<>();
    for (String text : texts) {
      tensors.put(text, FloatTensor.zeros(Shape.of(1, 77, 8)));
    }
    return write(file, tensors);
  }

  private static Path write(Path file, Map<String, FloatTensor> tensors) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    SafetensorsWriter writer = new SafetensorsWriter();
    tensors.forEach(writer::add);
    writer.write(file);
    return file;
  }

  /** A text. */
  public static Path text(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** A zip file with small entries of some names. */
  public static Path zip(Path file, String... names) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }

  /** Cuts the end of a file off. */
  public static Path cut(Path file, int bytes) throws IOException {
    byte[] all = Files.readAllBytes(file);
    return Files.write(file, Arrays.copyOf(all, all.length - bytes));
  }
}
