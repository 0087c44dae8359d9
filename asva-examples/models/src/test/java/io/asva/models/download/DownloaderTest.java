package io.asva.models.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.IfExists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Fetching, going on, and checking. */
class DownloaderTest extends Downloads {
  @Test
  void aFileComesWholeAndNothingElseStays() throws IOException {
    fetch(serve(exchange -> TestServer.file(exchange, CONTENT)).address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(target().getParent()).isDirectoryNotContaining(file -> !file.equals(target()));
    assertThat(reported).last().extracting("step", "total").containsExactly(3, 3);
  }

  @Test
  void afterABreakItGoesOnWhereItEnded() throws IOException {
    TestServer server = serve(exchange -> TestServer.part(exchange, CONTENT, 1_300_000));
    fetch(server.address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(server.asked())
        .extracting(asked -> asked.header("Range"))
        .startsWith("")
        .hasSizeGreaterThan(2)
        .filteredOn(range -> !range.isEmpty())
        .allMatch(range -> range.matches("bytes=\\d{6,}-"));
  }

  @Test
  void aLaterRunGoesOnWhereAnEarlierOneEnded() throws IOException {
    TestServer broken = serve(exchange -> TestServer.part(exchange, CONTENT, 100_000));
    // Two hundred kilobytes an attempt are too little to be asked for ever.
    assertThatThrownBy(() -> fetch(broken.address("/file")))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining("The connection to " + broken.address("/file") + " doesn't hold: ")
        .hasMessageContaining("the next run goes on from there");
    long kept = Files.size(part());
    assertThat(kept).isBetween(400_000L, 500_000L);
    TestServer mended = serve(exchange -> TestServer.file(exchange, CONTENT));
    fetch(mended.address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(mended.asked())
        .singleElement()
        .satisfies(asked -> assertThat(asked.header("Range")).isEqualTo("bytes=" + kept + "-"))
        .satisfies(asked -> assertThat(asked.header("If-Range")).isNotEmpty());
  }

  @Test
  void aBeginOfAnotherVersionIsNotJoined() throws IOException {
    TestServer old = serve(exchange -> TestServer.part(exchange, bytes(2_000_000), 100_000));
    assertThatThrownBy(() -> fetch(old.address("/file"))).isInstanceOf(DownloadException.class);
    fetch(serve(exchange -> TestServer.file(exchange, CONTENT)).address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aBeginOfUnknownVersionIsLeftUnlessAHashWillTell() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    leave(bytes(1000), 1000);
    fetch(server.address("/file"));
    assertThat(target()).hasBinaryContent(CONTENT);
    Files.delete(target());
    leave(CONTENT, 1000);
    downloader().fetch(known(server), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(server.asked())
        .extracting(asked -> asked.header("Range"))
        .containsExactly("", "bytes=1000-");
  }

  private Download known(TestServer server) throws IOException {
    return Download.of(server.address("/file"), target())
        .expecting(OptionalLong.of(CONTENT.length), Optional.of(sha256(CONTENT)));
  }

  @Test
  void aBeginThatWasAnotherFilesIsFoundByTheHashAndAllIsFetchedAgain() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    leave(bytes(1000), 1000);
    downloader().fetch(known(server), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void aFileThatOnlyLackedItsNameIsAskedForNoMore() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    leave(CONTENT, CONTENT.length);
    downloader().fetch(known(server), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aServerWithoutRangesSendsAllAgain() throws IOException {
    leave(CONTENT, 500_000);
    TestServer server =
        serve(exchange -> TestServer.send(exchange, 200, CONTENT, Integer.MAX_VALUE));
    downloader().fetch(known(server), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aServerThatSendsAnotherPartIsNotBelieved() throws IOException {
    leave(CONTENT, 500_000);
    TestServer server =
        serve(
            exchange -> {
              boolean part = exchange.getRequestHeaders().containsKey("Range");
              exchange.getResponseHeaders().set("Content-Range", "bytes 7-9/" + CONTENT.length);
              TestServer.send(exchange, part ? 206 : 200, CONTENT, Integer.MAX_VALUE);
            });
    downloader().fetch(known(server), monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aWrongSizeIsSeenBeforeAnythingIsFetched() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    Download download =
        Download.of(server.address("/file"), target())
            .expecting(OptionalLong.of(4_000_000), Optional.empty());
    assertThatThrownBy(() -> downloader().fetch(download, monitor))
        .hasMessage(
            server.address("/file")
                + " has another file than was published: one of 3000000 bytes, not 4000000. Look at"
                + " the file's page, or take another mirror.");
    assertNothingStays();
  }

  private void assertNothingStays() {
    assertThat(target().getParent()).isEmptyDirectory();
  }

  @Test
  void aWrongHashLeavesNothing() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    Checksum other = sha256(bytes(10));
    Download download =
        Download.of(server.address("/file"), target())
            .expecting(OptionalLong.empty(), Optional.of(other));
    assertThatThrownBy(() -> downloader().fetch(download, monitor))
        .hasMessageContaining("gave another file than was published: its hash isn't " + other);
    assertNothingStays();
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void gitsHashOfAFileIsThatOfGit() throws IOException {
    byte[] hello = "hello\n".getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("hello"), hello);
    // git hash-object says so
    Checksum git = Checksum.parse("git:ce013625030ba8dba906f756967f9e9ca394464a");
    assertThat(git.of(file, monitor)).isEqualTo(git);
  }

  @Test
  void aFileThatTheCheckRefusesIsNotPutIntoPlace() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    Download download =
        new Download(
            server.address("/file"),
            target(),
            OptionalLong.empty(),
            Optional.empty(),
            IfExists.FAIL,
            file -> {
              throw new DownloadException(file.getFileName() + " is something else");
            });
    assertThatThrownBy(() -> downloader().fetch(download, monitor))
        .hasMessage("file.bin.part is something else");
    assertNothingStays();
  }

  @Test
  void aFileThatIsThereIsKeptUnlessItIsToBeReplaced() throws IOException {
    TestServer server = serve(exchange -> TestServer.file(exchange, CONTENT));
    Files.createDirectories(target().getParent());
    Files.writeString(target(), "mine");
    Download download = known(server);
    assertThatThrownBy(() -> downloader().fetch(download, monitor))
        .hasMessageContaining("exists and is kept");
    assertThat(target()).hasContent("mine");
    downloader()
        .fetch(
            new Download(
                download.address(),
                target(),
                download.size(),
                download.checksum(),
                IfExists.REPLACE,
                file -> {}),
            monitor);
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aSecondRunIsTurnedAwayFromAFileThatIsBeingFetched() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    TestServer server =
        serve(
            exchange -> {
              asked.countDown();
              await(answer);
              TestServer.file(exchange, CONTENT);
            });
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> first = other.submit(() -> fetch(server.address("/file")));
      await(asked);
      assertThatThrownBy(() -> fetch(server.address("/file")))
          .hasMessage(target() + " is being fetched by another run; wait for it, or end it first.");
      answer.countDown();
      first.get();
      assertThat(target()).hasBinaryContent(CONTENT);
    } finally {
      other.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
