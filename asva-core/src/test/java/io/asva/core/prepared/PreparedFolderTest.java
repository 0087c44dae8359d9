package io.asva.core.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.testing.Warnings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedFolderTest {
  private static final int SEAL = 24;
  private static final int SIZE = 100;

  private final Path place;

  PreparedFolderTest(@TempDir Path place) {
    this.place = place;
  }

  private PreparedFolder folder(long most) {
    return new PreparedFolder(place, new PreparedLimits(most, 0, 0, 0));
  }

  private static ByteBuffer content(String text) {
    return ByteBuffer.wrap(text.repeat(SIZE / text.length()).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Optional<ByteBuffer> content) {
    return content
        .map(bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())
        .orElse("nothing");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsKeptIsFoundByOthers() {
    folder(10_000).keep("one", content("ab"));
    assertThat(text(folder(10_000).find("one"))).isEqualTo("ab".repeat(50));
    assertThat(folder(10_000).find("two")).isEmpty();
    assertThat(folder(10_000).bytes()).isEqualTo(SIZE + SEAL);
    assertThat(folder(10_000).find("one").orElseThrow().isReadOnly()).isTrue();
  }

  @Test
  void whatWasCutOrChangedIsRemovedAndCanBeKeptAgain() throws IOException {
    PreparedFolder folder = folder(10_000);
    Path file = place.resolve("one");
    for (int at : new int[] {0, SIZE / 2, SIZE - 1, SIZE, SIZE + 8, SIZE + SEAL - 1}) {
      folder.keep("one", content("ab"));
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.seek(at);
        int old = bytes.read();
        bytes.seek(at);
        bytes.write(old ^ 0x10);
      }
      assertThat(folder.find("one")).as("byte " + at).isEmpty();
      assertThat(file).doesNotExist();
    }
    for (int left : new int[] {0, 1, SEAL, SIZE, SIZE + SEAL - 1}) {
      folder.keep("one", content("ab"));
      try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
        bytes.setLength(left);
      }
      assertThat(folder.find("one")).as("cut to " + left).isEmpty();
      assertThat(file).doesNotExist();
    }
    folder.keep("one", content("ab"));
    assertThat(folder.find("one")).isPresent();
  }

  @Test
  void aLinkIsNotFollowed() throws IOException {
    PreparedFolder folder = folder(10_000);
    folder.keep("one", content("ab"));
    Files.createSymbolicLink(place.resolve("two"), place.resolve("one"));
    assertThat(folder.find("two")).isEmpty();
  }

  @Test
  void whatWasUsedLongestAgoGoesFirst() throws IOException {
    PreparedFolder folder = folder(3 * (SIZE + SEAL));
    for (String name : List.of("a", "b", "c")) {
      folder.keep(name, content(name));
      Files.setLastModifiedTime(place.resolve(name), FileTime.fromMillis(1_000_000));
    }
    assertThat(folder.find("a")).isPresent();
    Files.setLastModifiedTime(place.resolve("c"), FileTime.fromMillis(2_000_000));
    folder.keep("d", content("d"));
    assertThat(names()).containsExactly("a", "c", "d");
  }

  @Test
  void whatIsLargerThanAllThatIsAllowedIsNotKeptNorDoesItPushOthersOut() throws Exception {
    PreparedFolder folder = folder(2 * SIZE);
    folder.keep("a", content("a"));
    try (Warnings warnings = new Warnings()) {
      assertThat(folder.room(2 * SIZE + 1)).isEmpty();
      assertThat(folder.room(2 * SIZE + 1)).isEmpty();
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .contains(place.toString(), "201 bytes", "ASVA_PREPARED=off");
    }
    assertThat(names()).containsExactly("a");
  }

  @Test
  void theShareOfTheDiskThatMustStayFreeStaysFree() throws Exception {
    PreparedFolder folder = new PreparedFolder(place, new PreparedLimits(10_000, 0, 0, 1));
    try (Warnings warnings = new Warnings()) {
      folder.keep("a", content("a"));
      assertThat(warnings.texts()).singleElement().asString().contains("left free");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aPlaceThatCantBeWrittenToIsToldOnceAndNeverThrows() throws Exception {
    PreparedFolder folder =
        new PreparedFolder(place.resolve("missing"), new PreparedLimits(10_000, 0, 0, 0));
    try (Warnings warnings = new Warnings()) {
      assertThat(folder.find("a")).isEmpty();
      folder.keep("a", content("a"));
      folder.keep("b", content("b"));
      assertThat(folder.room(1)).isEmpty();
      assertThat(folder.workplace()).isEmpty();
      assertThat(warnings.texts()).singleElement().asString().contains("missing");
    }
  }

  @Test
  void roomIsHeldByOneAtATime() throws Exception {
    PreparedFolder folder = folder(10_000);
    PreparedRoom first = folder.room(SIZE).orElseThrow();
    CompletableFuture<Boolean> second =
        CompletableFuture.supplyAsync(
            () -> {
              try (PreparedRoom room = folder(10_000).room(SIZE).orElseThrow()) {
                return folder.find("a").isPresent();
              }
            });
    Thread.sleep(200);
    assertThat(second).isNotDone();
    assertThat(first.keep("a", content("a"))).isPresent();
    first.close();
    assertThat(second.get(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whoWaitsForRoomCanBeInterrupted() throws Exception {
    PreparedFolder folder = folder(10_000);
    try (PreparedRoom held = folder.room(SIZE).orElseThrow()) {
      assertThat(held).isNotNull();
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> folder(10_000).room(SIZE))
          .isInstanceOf(io.asva.core.CancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void sizesAreReadAsUsersWriteThem() {
    assertThat(PreparedModels.size("off")).contains(0L);
    assertThat(PreparedModels.size("0")).contains(0L);
    assertThat(PreparedModels.size("500MB")).contains(500_000_000L);
    assertThat(PreparedModels.size(" 20 gb ")).contains(20_000_000_000L);
    assertThat(PreparedModels.size("1TB")).contains(1_000_000_000_000L);
    for (String wrong : List.of("", "many", "-1", "1.5GB", "9999999999GB", "5KB")) {
      assertThat(PreparedModels.size(wrong)).as(wrong).isEmpty();
    }
  }
}
