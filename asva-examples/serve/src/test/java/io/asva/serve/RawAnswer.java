package io.asva.serve;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An answer to a request whose every byte a test chooses. */
record RawAnswer(int status, String body) {
  /** Sends headers without a body, and reads the answer. */
  static RawAnswer to(AsvaServer server, String line, String... headers) throws IOException {
    try (Socket socket = new Socket(server.address().getHost(), server.address().getPort())) {
      socket.setSoTimeout(60_000);
      StringBuilder text = new StringBuilder(line + "\r\n");
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      text.append("Connection: close\r\n\r\n");
      OutputStream out = socket.getOutputStream();
      out.write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return read(socket.getInputStream());
    }
  }

  /** Reads an answer to its end. */
  static RawAnswer read(InputStream in) throws IOException {
    String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    if (all.isEmpty()) {
      return new RawAnswer(0, "");
    }
    int end = all.indexOf("\r\n\r\n");
    return new RawAnswer(Integer.parseInt(all.split(" ", 3)[1]), all.substring(end + 4));
  }
}
