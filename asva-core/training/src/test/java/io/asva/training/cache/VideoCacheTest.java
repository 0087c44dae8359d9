package io.asva.training.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoCacheTest {
  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private Path folder;

  private Path video;
  private Path cache;

  @BeforeEach
  void writeVideo() throws IOException {
    video = Files.writeString(folder.resolve("v.mp4"), "pictures");
    cache = folder.resolve("cache");
  }

  private RecordFile open(String settings) {
    return new VideoCache(cache, settings).of(video);
  }

  @Test
  void whatWasPutIsFoundInThisRunAndTheNext() {
    RecordFile records = open("a");
    assertThat(records.findFloats(3)).isEmpty();
    records.put(3, new float[] {1, 2});
    records.put(-1, new float[0]);
    records.put(3, new float[] {9}); // the first one stays
    assertThat(records.findFloats(3)).contains(new float[] {1, 2});
    assertThat(open("a").findFloats(3)).contains(new float[] {1, 2});
    assertThat(open("a").findFloats(-1)).contains(new float[0]);
    assertThat(open("a").findFloats(4)).isEmpty();
  }

  @Test
  void anotherVersionOfTheVideoAndOtherSettingsHaveTheirOwn() throws IOException {
    open("a").put(1, new float[] {1});
    assertThat(open("b").findFloats(1)).isEmpty();
    FileTime before = Files.getLastModifiedTime(video);
    Files.setLastModifiedTime(video, FileTime.fromMillis(before.toMillis() + 5000));
    assertThat(open("a").findFloats(1)).isEmpty();
    Files.setLastModifiedTime(video, before);
    assertThat(open("a").findFloats(1)).isPresent();
    Files.writeString(video, "more images");
    Files.setLastModifiedTime(video, before);
    assertThat(open("a").findFloats(1)).isEmpty();
  }

  private Path file() throws IOException {
    try (var files = Files.list(cache)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void aRecordThatWasNotWrittenWholeIsWrittenAgain() throws IOException {
    RecordFile records = open("a");
    records.put(1, new float[] {1});
    records.put(2, new float[] {2, 3});
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      RecordFile cut = open("a");
      assertThat(cut.findFloats(2)).isEmpty();
      assertThat(cut.findFloats(1).isPresent()).isEqualTo(length >= 20);
      cut.put(1, new float[] {1});
      cut.put(2, new float[] {2, 3});
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @Test
  void damagedRecordsAreNotUsed() throws IOException {
    open("a").put(1, new float[] {1});
    byte[] whole = Files.readAllBytes(file());
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x40;
      Files.write(file(), damaged);
      assertThat(open("a").findFloats(1)).isEmpty();
    }
  }

  @Test
  void aRecordThatIsDamagedAfterItWasOpenedIsMadeAnew() throws IOException {
    VideoCache ours = new VideoCache(cache, "a");
    RecordFile records = ours.of(video);
    records.put(1, new float[] {1});
    byte[] whole = Files.readAllBytes(file());
    byte[] damaged = whole.clone();
    damaged[whole.length - 1] ^= 0x40;
    Files.write(file(), damaged);
    assertThat(records.findFloats(1)).isEmpty();
    assertThat(ours.takeWarning())
        .hasValueSatisfying(
            warning ->
                assertThat(warning).contains("its bytes have changed since they were written"));
    records.put(1, new float[] {1});
    assertThat(open("a").findFloats(1)).contains(new float[] {1});
  }

  @Test
  void threadsAndProcessesMayAddAtTheSameTime() {
    RecordFile one = open("a");
    RecordFile two = open("a");
    one.put(1, new float[] {1});
    two.put(2, new float[] {2}); // as another process would, which hasn't seen 1
    IntStream.range(10, 200).parallel().forEach(i -> one.put(i, new float[] {i, i}));
    RecordFile all = open("a");
    assertThat(all.findFloats(1)).contains(new float[] {1});
    assertThat(all.findFloats(2)).contains(new float[] {2});
    IntStream.range(10, 200)
        .forEach(i -> assertThat(all.findFloats(i)).contains(new float[] {i, i}));
  }

  @Test
  void namesThatLeadToOneVideoMayBeUsedAtTheSameTime() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), video);
    VideoCache ours = new VideoCache(cache, "a");
    RecordFile one = ours.of(video);
    RecordFile two = ours.of(link);
    RecordFile other = open("a"); // as another training in this process would
    List<RecordFile> all = List.of(one, two, other);
    ExecutorService pool = Executors.newFixedThreadPool(all.size());
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        RecordFile records = all.get(i);
        int first = 1000 * i;
        done.add(
            pool.submit(
                () ->
                    IntStream.range(first, first + 300)
                        .forEach(key -> records.put(key, new float[] {key}))));
      }
      for (Future<?> each : done) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
    RecordFile again = open("a");
    for (int key : new int[] {0, 299, 1000, 1299, 2000, 2299}) {
      assertThat(again.findFloats(key)).contains(new float[] {key});
    }
    try (var files = Files.list(cache)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void whatCantBeWrittenIsNotKeptAndIsSaidOnce() throws IOException {
    VideoCache ours = new VideoCache(cache, "a");
    Files.delete(cache);
    Files.writeString(cache, "in the folder's place");
    RecordFile records = ours.of(video);
    records.put(1, new float[] {1});
    records.put(2, new float[] {2});
    assertThat(records.findFloats(1)).isEmpty();
    assertThat(ours.takeWarning())
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .startsWith("Can't write to the cache " + cache)
                    .endsWith(
                        "Training goes on without it. Make room, or leave cache_dir out of the"
                            + " configuration."));
    assertThat(ours.takeWarning()).isEmpty();
    Files.delete(cache);
    Files.createDirectory(cache);
    records.put(1, new float[] {1}); // there is room again
    assertThat(open("a").findFloats(1)).contains(new float[] {1});
  }

  @Test
  void whatWasRemovedMeanwhileIsMadeAnew() throws IOException {
    VideoCache ours = new VideoCache(cache, "a");
    RecordFile records = ours.of(video);
    records.put(1, new float[] {1});
    records.put(2, new float[] {2});
    Files.delete(file());
    assertThat(records.findFloats(1)).isEmpty();
    assertThat(ours.takeWarning())
        .hasValueSatisfying(warning -> assertThat(warning).startsWith("Can't read the cache"));
    records.put(1, new float[] {1});
    assertThat(records.findFloats(1)).contains(new float[] {1});
    assertThat(records.findFloats(2)).isEmpty();
    assertThat(open("a").findFloats(1)).contains(new float[] {1});
  }

  @Test
  void aMissingVideoAndAFolderThatCantBeMadeAreErrors() throws IOException {
    VideoCache ours = new VideoCache(cache, "a");
    assertThatThrownBy(() -> ours.of(folder.resolve("none.mp4")))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("Can't look at " + folder.resolve("none.mp4"));
    assertThatThrownBy(() -> new VideoCache(video, "a"))
        .hasMessageContaining("Can't make the cache's folder " + video);
  }
}
