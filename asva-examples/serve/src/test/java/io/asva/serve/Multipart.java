package io.asva.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A body as browsers and curl send forms. */
final class Multipart {
  static final String BOUNDARY = "a-boundary-of-the-tests";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Multipart field(String name, Object value) throws IOException {
    part("Content-Disposition: form-data; name=\"" + name + "\"");
    bytes.write(value.toString().getBytes(StandardCharsets.UTF_8));
    return end();
  }

  Multipart file(String name, Path file) throws IOException {
    return file(name, String.valueOf(file.getFileName()), Files.readAllBytes(file));
  }

  Multipart file(String name, String called, byte[] content) throws IOException {
    part(
        "Content-Disposition: form-data; name=\""
            + name
            + "\"; filename=\""
            + called
            + "\"\r\nContent-Type: application/octet-stream");
    bytes.write(content);
    return end();
  }

  private void part(String headers) throws IOException {
    bytes.write(("--" + BOUNDARY + "\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private Multipart end() throws IOException {
    bytes.write("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The whole body. */
  byte[] body() {
    byte[] end = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes.toByteArray());
    whole.writeBytes(end);
    return whole.toByteArray();
  }

  static String type() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }
}
