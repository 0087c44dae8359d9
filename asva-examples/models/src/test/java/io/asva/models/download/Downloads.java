package io.asva.models.download;

import com.sun.net.httpserver.HttpHandler;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The base of tests of downloads: a place, content, a downloader that doesn't really wait. */
abstract class Downloads {
  static final byte[] CONTENT = bytes(3_000_000);

  final List<Duration> pauses = new ArrayList<>();
  final List<Progress> reported = new ArrayList<>();
  final ProgressMonitor monitor = new ProgressMonitor(reported::add);
  private final List<TestServer> servers = new ArrayList<>();
  Path folder;

  @BeforeEach
  void place(@TempDir Path folder) {
    this.folder = folder;
  }

  static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  TestServer serve(HttpHandler handler) throws IOException {
    TestServer server = new TestServer(handler);
    servers.add(server);
    return server;
  }

  @AfterEach
  void stopServers() {
    servers.forEach(TestServer::close);
  }

  Path target() {
    return folder.resolve("models/file.bin");
  }

  Path part() {
    return folder.resolve("models/file.bin.part");
  }

  void leave(byte[] content, int bytes) throws IOException {
    Files.createDirectories(folder.resolve("models"));
    Files.write(part(), Arrays.copyOf(content, bytes));
  }

  static Checksum sha256(byte[] content) throws IOException {
    Path file = Files.createTempFile("content", ".bin");
    try {
      Files.write(file, content);
      return new Checksum(Checksum.Algorithm.SHA256, Sha256.of(file));
    } finally {
      Files.delete(file);
    }
  }

  Downloader downloader() {
    return downloader(Optional.empty(), Map.of(), Disk.REAL);
  }

  Downloader downloader(Optional<Hub> hub, Map<String, String> environment, Disk disk) {
    return new Downloader(
        hub,
        Proxies.of(environment::get),
        disk,
        (time, cancellation) -> pauses.add(time),
        Duration.ofSeconds(20));
  }

  void fetch(URI address) {
    downloader().fetch(Download.of(address, target()), monitor);
  }
}
