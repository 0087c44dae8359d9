package io.asva.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.Progress;
import io.asva.core.runtime.Device;
import io.asva.media.ClipSampling;
import io.asva.media.Image;
import io.asva.media.MediaNote;
import io.asva.media.MediaNoteCount;
import io.asva.media.Protocol;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import io.asva.media.dataset.Dataset;
import io.asva.metrics.MetricsException;
import io.asva.metrics.Summary;
import io.asva.metrics.result.ClipMetric;
import io.asva.metrics.result.SetMetric;
import io.asva.training.torchscript.LibTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluations of bad input and few clips, and interrupted ones. */
class EvaluationInputTest {
  private static final Set<EvaluationMetric> QUICK =
      EnumSet.of(
          EvaluationMetric.FVD,
          EvaluationMetric.CLIPSIM,
          EvaluationMetric.RELSYNC,
          EvaluationMetric.ALIGNSYNC);

  @SuppressWarnings("NullAway.Init")
  private static Path models;

  private final Path data;
  private final Path made;
  private final Path work;

  EvaluationInputTest(@TempDir Path folder) {
    data = folder.resolve("Drawn");
    made = folder.resolve("made");
    work = folder.resolve("result.json.work");
  }

  @BeforeAll
  static void models(@TempDir Path temporary) throws IOException {
    models = temporary;
    LibTorch.setThreads(1);
    EvaluationSamples.smallModels(models);
  }

  @BeforeEach
  void files() throws IOException {
    EvaluationSamples.dataset(data);
    EvaluationSamples.generated(made, 1);
  }

  private DatasetEvaluationBuilder builder() {
    return DatasetEvaluation.builder()
        .dataset(Dataset.open(data))
        .generated(made)
        .models(models)
        .metrics(QUICK)
        .size(40, 60)
        .clipsPerVideo(1)
        .device(Device.cpu())
        .workFolder(work);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      ThrowingCallable action) {
    return assertThatThrownBy(action).isInstanceOf(MetricsException.class);
  }

  @Test
  void missingAndSurplusClipsAreListedAtOnceBeforeModelsAreLookedFor() throws IOException {
    Files.delete(made.resolve("bell_ringing/a_clip-00.mp4"));
    Files.copy(
        made.resolve("ant_walking/c_clip-00.mp4"), made.resolve("ant_walking/c_clip-01.mp4"));
    assertRefused(() -> builder().models(Path.of("nowhere")).build().run())
        .hasMessage(
            "Each video needs 1 generated clips (--num_clips_per_video) in "
                + made
                + ", called NAME*.mp4; 2 of 3 have not:\n"
                + "  ant_walking/c.mp4: 2 (c_clip-00.mp4, c_clip-01.mp4)\n"
                + "  bell_ringing/a.mp4: none");
    assertRefused(() -> builder().generated(Path.of("nowhere")).build().run())
        .hasMessage("There is no folder of generated clips nowhere.");
  }

  @Test
  void aNameThatBeginsLikeAnotherDoesNotTakeItsClips() throws IOException {
    EvaluationSamples.video(data.resolve("videos/bell_ringing/a_2.mp4"), 9, 2.5, 12, 1);
    EvaluationSamples.video(made.resolve("bell_ringing/a_2_clip-00.mp4"), 19, 2, 6, 1);
    Files.writeString(data.resolve("test.txt"), "bell_ringing/a_2.mp4\nbell_ringing/a.mp4\n");
    Evaluation evaluation = builder().metrics(EnumSet.of(EvaluationMetric.RELSYNC)).build().run();
    assertThat(evaluation.clips())
        .extracting(ScoredClip::path)
        .containsExactly("bell_ringing/a_clip-00.mp4", "bell_ringing/a_2_clip-00.mp4");
  }

  @Test
  void missingWeightsAreListedAtOnceWithTheOptionsThatNeedThem() {
    Path none = Path.of("nowhere");
    assertRefused(
            () ->
                builder().models(none).metrics(EnumSet.allOf(EvaluationMetric.class)).build().run())
        .hasMessage(
            """
            What is to be evaluated needs files that are not there:
              nowhere/pretrained/pt_inception-2015-12-05-6726825d.pth (or under .checkpoints), needed by --eval_fid
              nowhere/pretrained/i3d_torchscript.pt, needed by --eval_fvd
              nowhere/.checkpoints/imagebind_huge.pth, needed by --eval_clipsim, --eval_alignsync
              nowhere/pretrained/stable-diffusion-v1-5/tokenizer, needed by --eval_clipsim, --eval_alignsync
              nowhere/checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules, needed by --eval_relsync, --eval_alignsync
            asva models --for evaluate says where to get them.""");
    assertThat(EvaluationModels.of(none).possible()).containsExactly(EvaluationMetric.AV_ALIGN);
    assertThat(EvaluationModels.of(models).possible())
        .doesNotContain(EvaluationMetric.FID)
        .contains(EvaluationMetric.FVD, EvaluationMetric.ALIGNSYNC);
  }

  @Test
  void settingsThatDontGoTogetherAreRefused() {
    assertRefused(() -> builder().metrics(Set.of()).build())
        .hasMessageContaining("There is nothing to evaluate");
    assertRefused(
            () ->
                builder()
                    .metrics(EnumSet.of(EvaluationMetric.ALIGNSYNC, EvaluationMetric.RELSYNC))
                    .build())
        .hasMessageContaining("--eval_alignsync needs --eval_clipsim and --eval_relsync");
    assertRefused(() -> builder().sampling(new ClipSampling(16, 8)).build())
        .hasMessageContaining("takes clips of 12 frames, not 16");
    assertRefused(() -> builder().sampling(new ClipSampling(1, 8)).build())
        .hasMessageContaining("2 frames or more");
    assertRefused(() -> builder().size(0, 9).build()).hasMessageContaining("0x9");
    assertRefused(() -> builder().clipsPerVideo(0).build()).hasMessageContaining("0 clips");
    assertRefused(() -> DatasetEvaluation.builder().build())
        .hasMessageContaining("needs a data set");
  }

  @Test
  void badFilesAreListedAtOnceBeforeAnythingIsOpened() throws IOException {
    spoil();
    assertRefused(() -> builder().build().run())
        .hasMessageStartingWith(
            "3 files can't be evaluated. Mend them, or leave them out with --skip_bad:\n  ")
        .hasMessageContaining("\n  " + made.resolve("ant_walking/c_clip-00.mp4") + " has no audio")
        .hasMessageContaining(data.resolve("videos/bell_ringing/b.mp4").toString())
        .hasMessageContaining(made.resolve("bell_ringing/a_clip-00.mp4").toString());
    assertThat(work).doesNotExist();
  }

  /** One missing, one without audio, one that is no video; each of another kind of file. */
  private void spoil() throws IOException {
    Files.delete(data.resolve("videos/bell_ringing/b.mp4"));
    Path silent = made.resolve("ant_walking/c_clip-00.mp4");
    Files.delete(silent);
    Image image = EvaluationSamples.image(1, 0);
    VideoWriter.of(new Video(Collections.nCopies(12, image), 6)).mp4(silent);
    Files.writeString(made.resolve("bell_ringing/a_clip-00.mp4"), "no video");
  }

  @Test
  void badFilesAreLeftOutWithTheirCounterpartsWhereAskedFor() throws IOException {
    EvaluationSamples.video(data.resolve("videos/ant_walking/d.mp4"), 5, 2.5, 12, 1);
    EvaluationSamples.video(data.resolve("videos/ant_walking/e.mp4"), 6, 2.5, 12, 1);
    EvaluationSamples.video(made.resolve("ant_walking/d_clip-00.mp4"), 15, 2, 6, 1);
    EvaluationSamples.video(made.resolve("ant_walking/e_clip-00.mp4"), 16, 2, 6, 1);
    String two = "ant_walking/d.mp4\nant_walking/e.mp4\n";
    Files.writeString(data.resolve("test.txt"), two);
    Evaluation good = builder().protocol(Protocol.CORRECTED).build().run();
    spoil();
    Files.writeString(
        data.resolve("test.txt"),
        "bell_ringing/b.mp4\nbell_ringing/a.mp4\nant_walking/c.mp4\n" + two);
    Evaluation skipping =
        builder().protocol(Protocol.CORRECTED).badFiles(BadFiles.SKIP).build().run();
    assertThat(skipping.result().distances()).isEqualTo(good.result().distances());
    assertThat(skipping.result().summaries()).isEqualTo(good.result().summaries());
    assertThat(skipping.result().skipped())
        .hasSize(3)
        .containsKey(made + "/ant_walking/c_clip-00.mp4");
    assertThat(skipping.result().json()).contains("\"skipped_files\": {");
    assertThat(good.result().json()).doesNotContain("skipped");
  }

  @Test
  void aFileThatFailsWhileItIsDecodedEndsTheEvaluationAndNothingIsLost() throws IOException {
    Path cut = data.resolve("videos/bell_ringing/b.mp4");
    byte[] bytes = Files.readAllBytes(cut);
    byte[] spoilt = bytes.clone();
    // The tables at the file's begin stay whole; most of the content is gone.
    Arrays.fill(spoilt, spoilt.length / 3, spoilt.length, (byte) 0);
    Files.write(cut, spoilt);
    assertRefused(() -> builder().build().run()).hasMessageContaining(cut.toString());
  }

  @Test
  void whenAllIsLeftOutThereIsNoResult() throws IOException {
    spoil();
    assertRefused(() -> builder().badFiles(BadFiles.SKIP).build().run())
        .hasMessageContaining("every one of them was left out");
  }

  @Test
  void weightsThatGiveNoNumbersAreNamedWithTheFile() throws IOException {
    Path broken = Files.createDirectories(models.resolveSibling("broken" + System.nanoTime()));
    try (Stream<Path> files = Files.walk(models)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = broken.resolve(models.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    Path head = EvaluationModels.of(broken).classifier().resolve("head");
    Path weights = head.resolve("diffusion_pytorch_model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Arrays.fill(bytes, bytes.length - 400, bytes.length, (byte) 0xFF); // NaN
    Files.write(weights, bytes);
    assertRefused(() -> builder().models(broken).build().run())
        .hasMessageContaining(
            "ant_walking/c.mp4: What the sync classifier's head gives as score holds NaN")
        .hasMessageContaining(weights.toRealPath().toString());
  }

  @Test
  void twoClipsHaveSingularCovariancesAndOneHasNone() throws IOException {
    Files.writeString(data.resolve("test.txt"), "bell_ringing/a.mp4\nant_walking/c.mp4");
    Evaluation two = builder().build().run();
    assertThat(two.result().distances().get(SetMetric.FVD)).isPositive();
    Files.writeString(data.resolve("test.txt"), "bell_ringing/a.mp4");
    assertRefused(() -> builder().build().run())
        .hasMessageContaining("FVD compares covariances, which take 2 clips or more; there is 1.");
    Set<EvaluationMetric> scores = EnumSet.copyOf(QUICK);
    scores.remove(EvaluationMetric.FVD);
    Evaluation one = builder().metrics(scores).build().run();
    assertThat(one.result().json()).contains("\"RelSync_std\": null");
  }

  @Test
  void aVideoThatIsListedTwiceCountsTwice() throws IOException {
    String twice = "bell_ringing/a.mp4\nbell_ringing/a.mp4\nant_walking/c.mp4";
    Files.writeString(data.resolve("test.txt"), twice);
    Evaluation evaluation = builder().protocol(Protocol.CORRECTED).build().run();
    assertThat(evaluation.result().summaries().get(ClipMetric.IA))
        .extracting(Summary::count)
        .isEqualTo(3);
  }

  @Test
  void clipsThatEqualTheirGroundTruthHaveRelSyncOfExactlyAHalf() throws IOException {
    for (String name : List.of("bell_ringing/a", "bell_ringing/b", "ant_walking/c")) {
      Path clip = made.resolve(name + "_clip-00.mp4");
      Files.delete(clip);
      Files.copy(data.resolve("videos").resolve(name + ".mp4"), clip);
    }
    Evaluation evaluation = builder().build().run();
    assertThat(evaluation.clips())
        .allSatisfy(c -> assertThat(c.scores()).containsEntry(ClipMetric.REL_SYNC, 0.5));
    assertThat(evaluation.result().distances().get(SetMetric.FVD)).isLessThan(1e-6);
  }

  @Test
  void shortVideosAreEvaluatedAsTheReferenceDoesAndItIsSaid() throws IOException {
    Path clip = made.resolve("ant_walking/c_clip-00.mp4");
    Files.delete(clip);
    EvaluationSamples.video(clip, 4, 1.5, 6, 1);
    Evaluation evaluation = builder().protocol(Protocol.CORRECTED).build().run();
    assertThat(evaluation.notes()).isEmpty();
    assertThat(evaluation.fileNotes())
        .anyMatch(note -> note.startsWith(clip + " has 1.50 of a clip's 2.00 s: its last frame"))
        .anyMatch(note -> note.contains("of audio: the rest of its spectrogram is blank"))
        .hasSize(2);
    assertThat(evaluation.result().notes())
        .extracting(MediaNoteCount::kind)
        .containsExactly(MediaNote.Kind.AUDIO_ENDS, MediaNote.Kind.LAST_FRAME_REPEATED);
    assertThat(evaluation.result().json())
        .containsSubsequence(
            "\"notes\": [", "\"kind\": \"audio_ends\"", "\"files\": 1", "\"example\": \"" + clip);
  }

  @Test
  void withoutCategoriesThereIsNoItAndItIsSaid() throws IOException {
    Path plain = data.resolveSibling("plain");
    EvaluationSamples.video(plain.resolve("x.mp4"), 5, 2.5, 12, 1);
    EvaluationSamples.video(plain.resolve("y.mp4"), 6, 2.5, 12, 1);
    Path clips = data.resolveSibling("clips");
    EvaluationSamples.video(clips.resolve("x_clip-00.mp4"), 15, 2, 6, 1);
    EvaluationSamples.video(clips.resolve("y_clip-00.mp4"), 16, 2, 6, 1);
    Evaluation evaluation = builder().dataset(Dataset.open(plain)).generated(clips).build().run();
    assertThat(evaluation.result().summaries())
        .containsKey(ClipMetric.IA)
        .doesNotContainKey(ClipMetric.IT);
    assertThat(evaluation.notes()).singleElement().asString().startsWith("IT was left out");
  }

  @Test
  void whatWasKeptIsUsedAgainUnlessAnythingChanged() throws IOException {
    DatasetEvaluation evaluation = builder().build();
    String json = evaluation.run().result().json();
    List<String> kept = names();
    assertThat(kept).hasSize(6);
    assertThat(evaluation.run().result().json()).isEqualTo(json);
    assertThat(names()).isEqualTo(kept);
    Path clip = made.resolve("ant_walking/c_clip-00.mp4");
    Files.delete(clip);
    EvaluationSamples.video(clip, 77, 2, 6, 1);
    assertThat(evaluation.run().result().json()).isNotEqualTo(json);
    assertThat(names()).hasSize(7).containsAll(kept);
    builder().size(40, 64).build().run();
    assertThat(names()).hasSize(13);
    evaluation.removeWork();
    assertThat(work).doesNotExist();
    evaluation.removeWork();
  }

  @Test
  void aKeptFileThatIsDamagedIsMadeAgain() throws IOException {
    DatasetEvaluation evaluation = builder().build();
    String json = evaluation.run().result().json();
    for (String name : names()) {
      Files.write(work.resolve(name), new byte[100]);
    }
    assertThat(evaluation.run().result().json()).isEqualTo(json);
  }

  @Test
  void afterBeingStoppedAnywhereTheResultIsTheSame() throws IOException {
    String json = builder().build().run().result().json();
    builder().build().removeWork();
    for (int stop = 1; stop < 6; stop++) {
      Cancellation cancellation = new Cancellation();
      Runnable stopping = stop % 2 == 0 ? cancellation::cancel : Thread.currentThread()::interrupt;
      int step = stop;
      List<String> seen = new ArrayList<>();
      Progress.Listener listener =
          progress -> {
            seen.add(progress.stage());
            if (seen.size() == 4 + 2 * step) {
              stopping.run();
            }
          };
      assertThatThrownBy(() -> builder().build().run(cancellation.reporting(listener)))
          .isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).isEqualTo(stop % 2 != 0);
    }
    assertThat(builder().build().run().result().json()).isEqualTo(json);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(work)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}
