package io.asva.examples.drawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.testing.KilledWriter;
import io.asva.examples.drawn.ClipFormat.Variety;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.Video;
import io.asva.media.VideoFrames;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.Layout;
import io.asva.media.dataset.Split;
import io.asva.metrics.avalign.AvAlign;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawnDatasetTest {
  private final Path folder;

  DrawnDatasetTest(@TempDir Path temporary) {
    this.folder = temporary.resolve("data");
  }

  private static DrawnDatasetBuilder small() {
    return DrawnDataset.builder().videos(4).testVideos(1).size(48).seconds(1);
  }

  private void write(DrawnDataset dataset) {
    dataset.write(folder, ProgressMonitor.none());
  }

  @Test
  void variedVideosAreADataSetWithTrueLabels() {
    DrawnDataset drawn =
        DrawnDataset.builder().videos(10).testVideos(3).size(48).variety(Variety.VARIED).build();
    write(drawn);
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.layout()).isEqualTo(Layout.AVSYNC15);
    assertThat(dataset.text("frog_croaking")).isEqualTo("frog croaking");
    assertThat(dataset.videos(Split.TRAIN).videos()).hasSize(7);
    List<DatasetVideo> all = new ArrayList<>(dataset.videos(Split.TRAIN).videos());
    all.addAll(dataset.videos(Split.TEST).videos());
    assertThat(new HashSet<>(all)).hasSize(10);

    List<ClipLabels> labels = ClipLabels.read(folder.resolve("labels.jsonl"));
    Set<Object> forms = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      DrawnClip clip = drawn.clip(i);
      assertThat(labels.get(i)).isEqualTo(clip.labels());
      DatasetVideo video =
          all.stream().filter(v -> v.name().equals(clip.name())).findFirst().orElseThrow();
      assertThat(video.category()).isEqualTo(labels.get(i).category());
      MediaFile file = MediaFile.open(video.file());
      assertThat(file.requireVideoTrack().fps()).isCloseTo(clip.format().fps(), within(1e-3));
      assertThat(file.requireVideoTrack().width()).isEqualTo(clip.format().width());
      assertThat(file.requireAudioTrack().rate()).isEqualTo(clip.format().rate());
      assertThat(file.requireAudioTrack().channels()).isEqualTo(clip.format().channels());
      assertThat(file.seconds()).isCloseTo(clip.format().seconds(), within(0.05));
      forms.add(file.requireVideoTrack().fps() + " " + file.requireAudioTrack());
      assertAlike(clip.video().frames(), frames(file));
    }
    assertThat(forms).hasSizeGreaterThan(5);
  }

  private static void assertAlike(List<Image> drawn, List<Image> read) {
    assertThat(read).hasSameSizeAs(drawn);
    for (int i = 0; i < drawn.size(); i += 7) {
      long sum = 0;
      byte[] rgb = drawn.get(i).rgb();
      for (int p = 0; p < rgb.length; p++) {
        sum += Math.abs((rgb[p] & 0xFF) - (read.get(i).rgb()[p] & 0xFF));
      }
      assertThat((double) sum / rgb.length).isLessThan(6);
    }
  }

  private static List<Image> frames(MediaFile file) {
    List<Image> images = new ArrayList<>();
    try (VideoFrames frames = file.frames()) {
      while (frames.next()) {
        images.add(frames.image());
      }
    }
    return images;
  }

  @Test
  void aRunThatWasStoppedGoesOnToTheSameFiles() throws IOException {
    DrawnDataset dataset = small().build();
    write(dataset);
    Map<String, byte[]> whole = contents();
    Path kept = folder.resolve("videos").resolve(dataset.clip(0).name());
    Path lost = folder.resolve("videos").resolve(dataset.clip(1).name());
    FileTime then = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(kept, then);
    Files.delete(lost);
    Files.delete(folder.resolve("train.txt"));
    KilledWriter.of(lost);
    List<Integer> totals = new ArrayList<>();
    dataset.write(folder, new ProgressMonitor(progress -> totals.add(progress.total())));
    assertThat(totals).containsOnly(1);
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(then);
    assertThat(contents()).usingRecursiveComparison().isEqualTo(whole);
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  @Test
  void cancellingLeavesWholeVideosAndNoLists() throws IOException {
    Cancellation cancellation = new Cancellation();
    DrawnDataset dataset = small().videos(40).build();
    assertThatThrownBy(
            () ->
                dataset.write(
                    folder,
                    cancellation.reporting(
                        progress -> {
                          if (progress.step() == 2) {
                            cancellation.cancel();
                          }
                        })))
        .isInstanceOf(CancelledException.class);
    assertThat(contents().keySet())
        .hasSizeBetween(3, 39)
        .doesNotContain("train.txt", "labels.jsonl")
        .noneMatch(name -> name.contains(".asva-"));
    for (String name : contents().keySet()) {
      if (name.endsWith(".mp4")) {
        assertThat(MediaFile.open(folder.resolve(name)).seconds()).isCloseTo(1, within(0.05));
      }
    }
  }

  @Test
  void whatIsThereAlreadyIsNeverMixedWithOtherThings() throws IOException {
    write(small().videos(1).testVideos(0).build());
    assertThatThrownBy(() -> write(small().videos(1).testVideos(0).seed(9).size(64).build()))
        .isInstanceOf(DrawnException.class)
        .hasMessage(
            folder
                + " holds a data set of other settings (seed is 1 there and 9 here; size is 48"
                + " there and 64 here); choose another folder, or go on with the same settings.");
    Path other = Files.createDirectories(folder.resolveSibling("other"));
    Files.writeString(other.resolve("letter.txt"), "mine");
    assertThatThrownBy(() -> small().build().write(other, ProgressMonitor.none()))
        .hasMessage(
            other + " is not empty and holds no drawn data set; choose a new or empty folder.");
    Path file = other.resolve("letter.txt");
    assertThatThrownBy(() -> small().build().write(file, ProgressMonitor.none()))
        .hasMessage(file + " is a file; name a folder for the data set.");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    DrawnDatasetBuilder builder = DrawnDataset.builder();
    assertThatThrownBy(() -> builder.videos(0))
        .isInstanceOf(DrawnException.class)
        .hasMessage("A drawn data set needs 1 to 1000000 videos, not 0.");
    assertThatThrownBy(() -> builder.size(97)).hasMessageContaining("an even size of 32 to 512");
    assertThatThrownBy(() -> builder.seconds(Double.NaN)).hasMessageContaining("1 to 60 seconds");
    assertThatThrownBy(() -> builder.fps(0)).hasMessageContaining("frames a second, not 0.0");
    assertThatThrownBy(() -> builder.rate(17000)).hasMessageContaining("a sampling rate among");
    assertThatThrownBy(() -> builder.pairs(1.5)).hasMessageContaining("a share of 0 to 1");
    assertThatThrownBy(() -> builder.foreignVoices(-1)).hasMessageContaining("not -1.0");
    assertThatThrownBy(() -> builder.testVideos(-1)).hasMessageContaining("at least 0");
    assertThatThrownBy(() -> builder.categories(Set.of())).hasMessageContaining("at least one");
    assertThatThrownBy(() -> DrawnDataset.builder().videos(2).testVideos(3).build())
        .hasMessageContaining("at most 2 test videos");
    assertThatThrownBy(
            () -> DrawnDataset.builder().categories(EnumSet.of(DrawnCategory.BALL)).build())
        .hasMessageContaining("at least two categories");
    assertThatThrownBy(() -> DrawnDataset.builder().size(512).seconds(60).build())
        .hasMessageContaining("make it smaller or shorter");
  }

  @Test
  void pairsAndVoicesAreSharedOutAsAsked() {
    DrawnDataset dataset = DrawnDataset.builder().videos(800).pairs(0.5).foreignVoices(1).build();
    List<DrawnScene> scenes = dataset.clips().stream().map(DrawnClip::scene).toList();
    List<DrawnScene> pairs = scenes.stream().filter(s -> s.objects().size() == 2).toList();
    assertThat(pairs).hasSizeBetween(350, 450);
    assertThat(pairs).allMatch(s -> s.objects().get(0).category() != s.objects().get(1).category());
    assertThat(pairs).filteredOn(s -> s.track().voice() == s.category()).hasSizeBetween(30, 75);
    assertThat(scenes)
        .filteredOn(s -> s.objects().size() == 1)
        .allMatch(s -> s.track().voice() == s.category());
    assertThat(new HashSet<>(scenes)).hasSize(800);
  }

  @Test
  void aThirdOfTheSecondEditionsGroupsHasThreeThings() {
    DrawnDataset dataset =
        DrawnDataset.builder().edition(Edition.SECOND).videos(1200).pairs(0.5).build();
    List<DrawnScene> scenes = dataset.clips().stream().map(DrawnClip::scene).toList();
    assertThat(scenes).filteredOn(s -> s.objects().size() == 2).hasSizeBetween(350, 450);
    List<DrawnScene> threes = scenes.stream().filter(s -> s.objects().size() == 3).toList();
    assertThat(threes).hasSizeBetween(160, 240);
    assertThat(threes)
        .allMatch(s -> s.objects().stream().map(DrawnObject::category).distinct().count() == 3);
    assertThat(scenes.stream().map(DrawnScene::category).distinct()).hasSize(12);
    assertThatThrownBy(
            () -> DrawnDataset.builder().categories(EnumSet.allOf(DrawnCategory.class)).build())
        .hasMessageContaining("categories of the edition");
  }

  @Test
  void damagedLabelsSayWhere() throws IOException {
    Path file = Files.createDirectories(folder).resolve("labels.jsonl");
    Files.writeString(file, small().build().clip(0).labels().line() + "\n{\"video\": 3\n");
    assertThatThrownBy(() -> ClipLabels.read(file))
        .isInstanceOf(DrawnException.class)
        .hasMessageStartingWith(file + ", line 2: no label: ");
    assertThatThrownBy(() -> ClipLabels.read(folder.resolve("none")))
        .hasMessageStartingWith("Can't read the labels");
  }

  @Test
  void avAlignFindsTheOwnAudioBetterThanAnother() {
    double own = 0;
    double other = 0;
    for (DrawnCategory category : Edition.FIRST.categories()) {
      DrawnScene first = DrawnScene.single(11, category, 3);
      DrawnScene second = DrawnScene.single(12, category, 3);
      Video video = first.video(24, 64, 64);
      List<Double> peaks =
          AvAlign.videoPeaks(AvAlign.motion(video.frames(), new Cancellation()), 24);
      own += score(first, peaks);
      other += score(second, peaks);
    }
    assertThat(own).isGreaterThan(2 * other);
  }

  private static double score(DrawnScene audio, List<Double> videoPeaks) {
    return AvAlign.score(AvAlign.audioPeaks(audio.audio(16000)), videoPeaks, 24).orElse(0);
  }
}
