package io.asva.diffusion.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.RunLock;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.testing.KilledWriter;
import io.asva.diffusion.Animator;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.dataset.GenerationReport.ClipRemark;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.SchedulerException;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.MediaNoteCount;
import io.asva.media.Protocol;
import io.asva.vae.TinyVae;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetGeneratorTest {
  private static final String FIRST = "videos/bell_ringing/video-0_clip-00.mp4";
  private static final String SECOND = "videos/drum_beating/video-1_clip-00.mp4";

  private static Path models;
  private static Path dataset;
  private static Animator animator;

  private final Path folder;

  DatasetGeneratorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void open(@TempDir Path shared) {
    models = TinyModels.folder(shared.resolve("models"));
    dataset = DrawnDataset.draw(shared.resolve("Drawn"), 2);
    animator = DrawnDataset.animator(models);
  }

  @AfterAll
  static void close() {
    animator.close();
  }

  @Test
  void everyVideoGetsItsClipsAndProgressCountsThemAll() {
    List<Progress> told = new ArrayList<>();
    GenerationReport report =
        new DatasetGenerator(animator)
            .generate(request().clips(3).build(), new ProgressMonitor(told::add));
    assertThat(report).extracting("videos", "made", "kept").containsExactly(2, 6, 0);
    assertThat(report.failures()).isEmpty();
    assertThat(files().keySet())
        .containsExactly(
            "generation.json",
            "videos/bell_ringing/video-0_clip-00.mp4",
            "videos/bell_ringing/video-0_clip-01.mp4",
            "videos/bell_ringing/video-0_clip-02.mp4",
            "videos/drum_beating/video-1_clip-00.mp4",
            "videos/drum_beating/video-1_clip-01.mp4",
            "videos/drum_beating/video-1_clip-02.mp4");
    MediaFile clip = MediaFile.open(folder.resolve(FIRST));
    assertThat(clip.seconds()).isEqualTo(2);
    assertThat(clip.requireVideoTrack().fps()).isEqualTo(2);
    assertThat(clip.requireAudioTrack().rate()).isEqualTo(16000);
    assertThat(told).first().isEqualTo(new Progress("generating", 0, 18));
    assertThat(told).last().isEqualTo(new Progress("generating", 18, 18));
    assertThat(told).extracting(Progress::step).isSorted();
  }

  @Test
  void aRunGoesOnWhereAnotherStoppedToTheSameBytes() throws IOException {
    generate(request());
    Map<String, byte[]> whole = files();
    Files.delete(folder.resolve(SECOND));
    KilledWriter.of(folder.resolve(FIRST));
    GenerationReport report = generate(request());
    assertThat(report).extracting("made", "kept").containsExactly(1, 1);
    assertSame(files(), whole);
    assertThat(generate(request())).extracting("made", "kept").containsExactly(0, 2);
  }

  @Test
  void aClipDependsOnItsNameAndNotOnTheOthers() throws IOException {
    generate(request());
    byte[] before = Files.readAllBytes(folder.resolve(SECOND));
    Path other = folder.resolve("other");
    TinyModels.write(folder.resolve("Drawn/test.txt"), "drum_beating/video-1.mp4\n");
    copy("class_mapping.json");
    copy("videos/drum_beating/video-1.mp4");
    new DatasetGenerator(animator)
        .generate(DrawnDataset.request(folder.resolve("Drawn"), other).clips(1).build());
    assertThat(Files.readAllBytes(other.resolve(SECOND))).isEqualTo(before);
  }

  private void copy(String name) throws IOException {
    Path to = folder.resolve("Drawn").resolve(name);
    Files.createDirectories(to.getParent());
    Files.copy(dataset.resolve(name), to);
  }

  @Test
  void aBadVideoIsReportedAndTheOthersGoOn() {
    Path bad = folder.resolve("Bad");
    TinyModels.write(
        bad.resolve("test.txt"), "a/none.mp4\na/text.mp4\nb/good.mp4\nc/good.mp4\nb/good.mp4\n");
    TinyModels.write(
        bad.resolve("class_mapping.json"),
        "{\"a\": \"bell ringing\", \"b\": \"bell ringing\", \"c\": \"horn\"}");
    TinyModels.write(bad.resolve("videos/a/text.mp4"), "no video");
    for (String category : List.of("b", "c")) {
      link(bad.resolve("videos/" + category + "/good.mp4"));
    }
    Path to = folder.resolve("to");
    GenerationReport report =
        new DatasetGenerator(animator).generate(DrawnDataset.request(bad, to).clips(2).build());
    assertThat(report).extracting("videos", "made", "kept").containsExactly(4, 2, 0);
    assertThat(report.failures())
        .extracting(ClipRemark::video, ClipRemark::clip)
        .containsExactly(
            tuple("a/none.mp4", 0),
            tuple("a/none.mp4", 1),
            tuple("a/text.mp4", 0),
            tuple("a/text.mp4", 1),
            tuple("c/good.mp4", 0),
            tuple("c/good.mp4", 1));
    assertThat(report.failures().get(0).text()).contains("There is no file", "none.mp4");
    assertThat(report.failures().get(4).text()).contains("no category \"horn\"", "bell ringing");
  }

  @Test
  void whatWasDoneToVideosIsCountedByItsKind() {
    Path brief = folder.resolve("Brief");
    TinyModels.write(brief.resolve("test.txt"), "b/one.mp4\nb/two.mp4\nb/whole.mp4\n");
    TinyModels.write(brief.resolve("class_mapping.json"), "{\"b\": \"bell ringing\"}");
    DrawnDataset.write(brief.resolve("videos/b/one.mp4"), 0, 1);
    DrawnDataset.write(brief.resolve("videos/b/two.mp4"), 1, 1.2);
    DrawnDataset.write(brief.resolve("videos/b/whole.mp4"), 2, 2.2);
    GenerationRequestBuilder request = DrawnDataset.request(brief, folder.resolve("to")).clips(2);
    assertThat(generate(request).notes())
        .extracting(MediaNoteCount::kind, MediaNoteCount::files)
        .containsExactly(
            tuple(MediaNote.Kind.AUDIO_ENDS, 2), tuple(MediaNote.Kind.SHORTER_THAN_A_CLIP, 2));
    assertThat(generate(request.existing(Existing.START_ANEW)).notes().get(1).example())
        .startsWith("b/one.mp4: The video lasts 1.0")
        .endsWith(" s, less than a clip's 2 s; it is taken from its start.");
  }

  private static void link(Path to) {
    try {
      Files.createDirectories(to.getParent());
      Files.copy(dataset.resolve("videos/bell_ringing/video-0.mp4"), to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void otherSettingsAreRefusedByName() {
    generate(request());
    Map<String, byte[]> before = files();
    GenerationRequestBuilder other =
        request().steps(3).seed(7).size(new FrameSize(16, 20)).guidance(new GuidanceScales(2, 1));
    assertThatThrownBy(() -> generate(other))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("made with other settings")
        .hasMessageContaining("\n  steps: 2 before, 3 now")
        .hasMessageContaining("\n  seed: 0 before, 7 now")
        .hasMessageContaining("\n  size: 16x16 before, 16x20 now")
        .hasMessageContaining("\n  audio guidance: 4.0 before, 2.0 now");
    assertSame(files(), before);
    assertThat(generate(other.existing(Existing.START_ANEW)))
        .extracting("made", "kept")
        .containsExactly(2, 0);
    assertThat(files().get(FIRST)).isNotEqualTo(before.get(FIRST));
  }

  @Test
  void anotherModelSchedulerOrProtocolIsRefused(@TempDir Path others) {
    generate(request());
    Path changed = TinyModels.folder(others);
    TinyModels.weights(
        others.resolve("vae"),
        "diffusion_pytorch_model",
        ChangedWeights.perturbed(TinyVae.weights(), "decoder.conv_out.weight"));
    TinyModels.encodings(others, Map.of("bell ringing", TinyModels.TEXT, "x", TinyModels.TEXT));
    try (Animator other =
        TinyRequests.animator(changed)
            .scheduler(Schedulers.ddim(SchedulerConfig.stableDiffusion()))
            .protocol(Protocol.REFERENCE)
            .build()) {
      assertThatThrownBy(() -> new DatasetGenerator(other).generate(request().build()))
          .isInstanceOf(GenerationException.class)
          .hasMessageMatching("(?s).*\n  scheduler: PndmScheduler \\w+ before, DdimScheduler.*")
          .hasMessageContaining("\n  protocol: corrected before, reference now")
          .hasMessageContaining("\n  words: ")
          .hasMessageContaining("\n  VAE: ")
          .hasMessageNotContaining("\n  UNet");
    }
  }

  @Test
  void theSameModelElsewhereIsTheSame(@TempDir Path others) {
    generate(request());
    try (Animator other = DrawnDataset.animator(TinyModels.folder(others))) {
      assertThat(new DatasetGenerator(other).generate(request().build()).kept()).isEqualTo(2);
    }
  }

  @Test
  void settingsOfAFolderWithoutClipsBindNobody() throws IOException {
    generate(request());
    Files.delete(folder.resolve(FIRST));
    Files.delete(folder.resolve(SECOND));
    assertThat(generate(request().steps(1)).made()).isEqualTo(2);
  }

  @Test
  void clipsOfUnknownOriginAreNeitherKeptNorRemovedUnasked() throws IOException {
    generate(request());
    Files.delete(folder.resolve("generation.json"));
    assertThatThrownBy(() -> generate(request()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("nothing says what they were made with");
    Files.writeString(folder.resolve("generation.json"), "{\"steps");
    assertThatThrownBy(() -> generate(request()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("generation.json, can't be read: it is not JSON");
    Path mine = Files.writeString(folder.resolve("videos/mine.mp4"), "mine");
    assertThat(generate(request().existing(Existing.START_ANEW)).made()).isEqualTo(2);
    assertThat(mine).hasContent("mine");
  }

  @Test
  void twoRunsDoNotWorkInOneFolder() throws IOException {
    try (RunLock held = RunLock.tryTake(new GeneratedFiles(folder).lock()).orElseThrow()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> generate(request()))
          .isInstanceOf(GenerationException.class)
          .hasMessageContaining("Another run works in " + folder);
    }
    assertThat(generate(request()).made()).isEqualTo(2);
  }

  @Test
  void whatCanNotBeWrittenEndsTheRunAndWhatWasMadeStays() throws IOException {
    Files.createDirectories(folder.resolve(SECOND));
    assertThatThrownBy(() -> generate(request()))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining(SECOND + " can't be written: ")
        .hasMessageContaining("it is a folder")
        .hasMessageContaining("1 clips are there and stay");
    assertThat(folder.resolve(FIRST)).isRegularFile();
    Files.delete(folder.resolve(SECOND));
    assertThat(generate(request())).extracting("made", "kept").containsExactly(1, 1);
  }

  @Test
  void aCancelledRunLeavesWholeClips() {
    Cancellation cancellation = new Cancellation();
    Progress.Listener afterOne =
        p -> {
          if (p.step() == 4) {
            cancellation.cancel();
          }
        };
    assertThatThrownBy(
            () ->
                new DatasetGenerator(animator)
                    .generate(request().build(), cancellation.reporting(afterOne)))
        .isInstanceOf(CancelledException.class);
    assertThat(files().keySet()).containsExactly("generation.json", FIRST);
    assertThat(generate(request())).extracting("made", "kept").containsExactly(1, 1);
  }

  @Test
  void anInterruptedRunLeavesWholeClipsAndReportsNoBadVideo() {
    Progress.Listener afterOne =
        p -> {
          if (p.step() == 4) {
            Thread.currentThread().interrupt();
          }
        };
    assertThatThrownBy(
            () ->
                new DatasetGenerator(animator)
                    .generate(request().build(), new ProgressMonitor(afterOne)))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(files().keySet()).containsExactly("generation.json", FIRST);
    assertThat(generate(request())).extracting("made", "kept").containsExactly(1, 1);
  }

  @Test
  void videosWithoutACategoryNeedOne() {
    Path plain = folder.resolve("plain");
    link(plain.resolve("one.mp4"));
    GenerationRequestBuilder request = DrawnDataset.request(plain, folder.resolve("to")).clips(1);
    assertThatThrownBy(() -> generate(request))
        .isInstanceOf(GenerationException.class)
        .hasMessageContaining("1 videos of " + plain + " lie in no folder of a category: one.mp4");
    assertThat(generate(request.category("bell ringing")).made()).isEqualTo(1);
  }

  @Test
  void whatCanNotBeIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> request().clips(0).build())
        .isInstanceOf(GenerationException.class)
        .hasMessage("The number of clips of a video must be from 1 to 1000, not 0.");
    assertThatThrownBy(() -> request().frames(1).build()).hasMessageContaining("frames");
    assertThatThrownBy(() -> request().steps(0).build()).hasMessageContaining("steps");
    assertThatThrownBy(() -> generate(request().steps(1000)))
        .isInstanceOf(SchedulerException.class);
    assertThat(files()).isEmpty();
  }

  private GenerationRequestBuilder request() {
    return DrawnDataset.request(dataset, folder).clips(1);
  }

  private static GenerationReport generate(GenerationRequestBuilder request) {
    return new DatasetGenerator(animator).generate(request.build());
  }

  private Map<String, byte[]> files() {
    return DrawnDataset.files(folder);
  }

  static void assertSame(Map<String, byte[]> actual, Map<String, byte[]> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(actual.get(name)).as(name).isEqualTo(bytes));
  }
}
