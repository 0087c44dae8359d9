package io.asva.models.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers and disks that don't do their part. */
class TroubleTest extends Downloads {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | asks who you are (401); a hub's token is given in HF_TOKEN.",
        "403 | refuses the file (403): its licence may have to be accepted on its page",
        "404 | doesn't exist (404); it may have moved: look at the file's page.",
        "418 | answered with status 418, not with the file"
      })
  void aRefusalIsToldAtOnce(int status, String words) throws IOException {
    TestServer server = serve(exchange -> TestServer.status(exchange, status));
    assertThatThrownBy(() -> fetch(server.address("/file?signature=secret")))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith(server.address("/file") + " " + words)
        .hasMessageNotContaining("secret")
        .extracting(e -> ((DownloadException) e).isNotFound())
        .isEqualTo(status == 404);
    assertThat(server.asked()).hasSize(1);
    assertThat(pauses).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void passingTroubleIsWaitedFor(int status) throws IOException {
    AtomicInteger times = new AtomicInteger();
    TestServer server =
        serve(
            exchange -> {
              if (times.incrementAndGet() <= 3) {
                TestServer.status(exchange, status);
              } else {
                TestServer.file(exchange, CONTENT);
              }
            });
    fetch(server.address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void troubleThatDoesNotPassIsToldAfterFiveAttempts() throws IOException {
    TestServer server = serve(exchange -> TestServer.status(exchange, 503));
    assertThatThrownBy(() -> fetch(server.address("/file")))
        .hasMessage(
            server.address("/file")
                + " answered with status 503; the server is in trouble: try again later, or take a"
                + " mirror.");
    assertThat(server.asked()).hasSize(5);
  }

  @Test
  void aServerSaysForHowLongItIsToBeLeftAlone() throws IOException {
    AtomicInteger times = new AtomicInteger();
    TestServer server =
        serve(
            exchange -> {
              int time = times.incrementAndGet();
              exchange.getResponseHeaders().set("Retry-After", time == 1 ? "30" : "3600");
              TestServer.status(exchange, 429);
            });
    assertThatThrownBy(() -> fetch(server.address("/file")))
        .hasMessageContaining("has had too many requests (429)");
    assertThat(pauses).containsExactly(Duration.ofSeconds(30));
  }

  @Test
  void aPageInPlaceOfTheFileIsNotTaken() throws IOException {
    TestServer server =
        serve(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
              byte[] page = "<html>Virus scan warning</html>".getBytes(StandardCharsets.UTF_8);
              TestServer.send(exchange, 200, page, page.length);
            });
    assertThatThrownBy(() -> fetch(server.address("/file")))
        .hasMessageContaining(" sent a web page and not the file: ")
        .hasMessageContaining("asva models put");
    assertThat(target().getParent()).isEmptyDirectory();
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void aServerThatFallsSilentIsAskedAgain() throws IOException {
    AtomicInteger times = new AtomicInteger();
    TestServer server =
        serve(
            exchange -> {
              if (times.incrementAndGet() > 1) {
                TestServer.file(exchange, CONTENT);
                return;
              }
              exchange.sendResponseHeaders(200, CONTENT.length);
              exchange.getResponseBody().write(CONTENT, 0, 1000);
              exchange.getResponseBody().flush();
              try {
                Thread.currentThread().join();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    new Downloader(
            Optional.empty(),
            Proxies.of(Map.<String, String>of()::get),
            Disk.REAL,
            (time, cancellation) -> pauses.add(time),
            Duration.ofSeconds(1))
        .fetch(Download.of(server.address("/file"), target()), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(pauses).isNotEmpty(); // a busy machine may be silent for a second, too
  }

  @Test
  void aServerThatIsNotThereIsToldWithWhatToLookAt() throws IOException {
    URI address;
    try (ServerSocket socket = new ServerSocket(0)) {
      address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/file");
    }
    assertThatThrownBy(() -> fetch(address))
        .hasMessageStartingWith(
            "The connection to " + address + " doesn't hold: nobody answers there.")
        .hasMessageContaining("Proxies are those of https_proxy, or Java's.");
    assertThat(pauses).hasSize(4);
  }

  @Test
  void whereTheDiskHasNoRoomNothingIsFetched() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    Downloader downloader =
        downloader(Optional.empty(), Map.of(), new FullDisk(CONTENT.length - 1, 0));
    assertThatThrownBy(
            () -> downloader.fetch(Download.of(server.address("/file"), target()), monitor))
        .hasMessageContaining("There is no room for " + target())
        .hasMessageContaining("3000000 bytes are left to fetch, and the disk has 2999999");
    assertThat(target().getParent()).isEmptyDirectory();
  }

  @Test
  void whereTheDiskBecomesFullAllThatCameIsKept() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    Downloader downloader =
        downloader(Optional.empty(), Map.of(), new FullDisk(Long.MAX_VALUE, 1_000_000));
    assertThatThrownBy(
            () -> downloader.fetch(Download.of(server.address("/file"), target()), monitor))
        .hasMessage(
            "Can't write "
                + part()
                + ": No space left on device. What was fetched is kept; make room and begin again,"
                + " it goes on from there.");
    assertThat(part()).hasSize(1_000_000);
    fetch(server.address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(server.asked())
        .last()
        .extracting(a -> a.header("Range"))
        .isEqualTo("bytes=1000000-");
  }

  /** A disk that says how much room it has, and takes some bytes and then no more. */
  private record FullDisk(long room, int takes) implements Disk {
    @Override
    public long room(Path file) {
      return room;
    }

    @Override
    public WritableByteChannel append(Path file) throws IOException {
      WritableByteChannel real = REAL.append(file);
      AtomicInteger left = new AtomicInteger(takes);
      return new WritableByteChannel() {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
          int n = Math.min(left.get(), bytes.remaining());
          if (n == 0) {
            throw new IOException("No space left on device");
          }
          ByteBuffer some = bytes.slice(bytes.position(), n);
          int written = real.write(some);
          bytes.position(bytes.position() + written);
          left.addAndGet(-written);
          return written;
        }

        @Override
        public boolean isOpen() {
          return real.isOpen();
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }
  }

  @Test
  void whoCancelsKeepsWhatCame() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    ProgressMonitor[] self = new ProgressMonitor[1];
    self[0] =
        new ProgressMonitor(
            progress -> {
              if (progress.step() > 0) {
                self[0].cancel();
              }
            });
    assertThatThrownBy(
            () -> downloader().fetch(Download.of(server.address("/file"), target()), self[0]))
        .isInstanceOf(CancelledException.class);
    assertThat(Files.size(part())).isBetween(1_000_000L, 2_999_999L);
    assertThat(target()).doesNotExist();
  }

  @Test
  void anInterruptEndsTheWaitForAnAnswer() throws IOException {
    Thread caller = Thread.currentThread();
    TestServer server = serve(exchange -> caller.interrupt());
    assertThatThrownBy(() -> fetch(server.address("/file"))).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
