package io.asva.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.testing.NullArguments;
import io.asva.core.testing.Warnings;
import io.asva.media.Audio;
import io.asva.media.AudioSource;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SyncScorerTest {
  private static final AudioSource AUDIO = AudioSource.of(SyncSamples.audio(1, 2));
  private static final AudioSource OTHER = AudioSource.of(SyncSamples.audio(2, 2));
  private static final VideoSource VIDEO = VideoSource.of(SyncSamples.video(1, 12, 6));

  @SuppressWarnings("NullAway.Init")
  private static SyncScorer scorer;

  private static SyncScorer open() {
    return SyncScorer.builder()
        .weights(SyncSamples.weights())
        .imageBind(SyncSamples.imageBind())
        .device(Device.cpu())
        .build();
  }

  @BeforeAll
  static void openOnce() {
    scorer = open();
  }

  @AfterAll
  static void close() {
    scorer.close();
  }

  private static VideoSource copy(Video video) {
    List<Image> images =
        video.frames().stream()
            .map(p -> new Image(p.width(), p.height(), p.rgb().clone()))
            .toList();
    return VideoSource.of(new Video(images, video.fps()));
  }

  @Test
  void aPairScoresAsItsEmbeddingsDoAndAsInABatch() {
    double score = scorer.score(AUDIO, VIDEO).value();
    assertThat(scorer.score(scorer.embed(AUDIO), scorer.embed(VIDEO)).value()).isEqualTo(score);
    List<SyncScore> batch =
        scorer.score(
            List.of(new SyncPair(OTHER, VIDEO), new SyncPair(AUDIO, VIDEO)),
            ProgressMonitor.none());
    assertThat(batch.get(1).value()).isEqualTo(score);
    assertThat(batch.get(0).value()).isNotEqualTo(score);
    assertThat(scorer.score(List.of(), ProgressMonitor.none())).isEmpty();
  }

  @Test
  void whatIsPreparedAlreadyIsEmbeddedAsItsSourceIs() {
    Cancellation cancellation = new Cancellation();
    FloatTensor mel = MelSpectrogram.of(SyncSamples.audio(1, 2).tensor());
    List<FloatTensor> frames =
        SyncSamples.video(1, 12, 6).frames().stream()
            .map(image -> FramePreset.CLIP.apply(image.tensor()).reshape(1, 3, 224, 224))
            .toList();
    assertThat(scorer.embedSpectrogram(mel, cancellation).values().values())
        .isEqualTo(scorer.embed(AUDIO).values().values());
    assertThat(scorer.embedFrames(FloatTensor.concat(frames), cancellation).values().values())
        .isEqualTo(scorer.embed(VIDEO).values().values());
    assertThatThrownBy(
            () -> scorer.embedFrames(FloatTensor.concat(frames.subList(0, 11)), cancellation))
        .isInstanceOf(SyncException.class)
        .hasMessage("A clip of prepared frames is 12x3x224x224, not 11x3x224x224.");
    assertThatThrownBy(() -> scorer.embedSpectrogram(FloatTensor.zeros(1, 128, 198), cancellation))
        .isInstanceOf(SyncException.class)
        .hasMessage("A spectrogram is 1x128x204, not 1x128x198.");
  }

  @Test
  void aVideoAgainstItselfOrACopyOfItselfHasRelSyncOfExactlyAHalf() {
    assertThat(scorer.relSync(AUDIO, VIDEO, VIDEO).value()).isEqualTo(0.5);
    VideoSource copy = copy(SyncSamples.video(1, 12, 6));
    assertThat(copy).isNotEqualTo(VIDEO);
    assertThat(scorer.relSync(AUDIO, VIDEO, copy).value()).isEqualTo(0.5);
    assertThat(scorer.relSync(AUDIO, VIDEO, AUDIO).value()).isEqualTo(0.5);
  }

  @Test
  void relSyncComparesTheScoresOfPairAndReference() {
    RelSync relSync = scorer.relSync(AUDIO, VIDEO, OTHER);
    double score = scorer.score(AUDIO, VIDEO).value();
    assertThat(relSync).isEqualTo(RelSync.of(scorer.score(OTHER, VIDEO).value(), score));
    assertThat(relSync.value()).isNotEqualTo(0.5);
  }

  @Test
  void aStillClipAgainstItselfOrACopyHasAlignSyncOfExactlyAQuarter() {
    Image image = SyncSamples.image(7);
    Video still = new Video(Collections.nCopies(12, image), 6);
    VideoSource source = VideoSource.of(still);
    assertThat(scorer.alignSync(AUDIO, source, source).value()).isEqualTo(0.25);
    assertThat(scorer.alignSync(AUDIO, source, copy(still)).value()).isEqualTo(0.25);
    assertThat(scorer.embed(source).notes()).isEmpty();
  }

  @Test
  void alignSyncNeedsAReferenceOfTheSameSizeAndImageBind() {
    Video other = new Video(Collections.nCopies(12, new Image(8, 8, new byte[192])), 6);
    assertThatThrownBy(() -> scorer.alignSync(AUDIO, VIDEO, VideoSource.of(other)))
        .isInstanceOf(SyncException.class)
        .hasMessage("AlignSync's reference must have the video's size 64x48, not 8x8.");
    try (SyncScorer without =
        SyncScorer.builder().weights(SyncSamples.weights()).device(Device.cpu()).build()) {
      assertThatThrownBy(() -> without.alignSync(AUDIO, VIDEO, VIDEO))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("imageBind(imagebind_huge.pth)");
    }
  }

  @Test
  void aClipBeginsWhereItIsToldTo() {
    Audio longer = SyncSamples.audio(1, 3);
    float[][] end = {Arrays.copyOfRange(longer.samples()[0], 16000, 48000)};
    assertThat(scorer.embed(AudioSource.of(longer).from(1)).values().values())
        .isEqualTo(scorer.embed(AudioSource.of(new Audio(16000, end))).values().values());
    Video video = SyncSamples.video(1, 15, 6);
    Video last = new Video(video.frames().subList(3, 15), 6);
    assertThat(scorer.embed(VideoSource.of(video).from(0.5)).values().values())
        .isEqualTo(scorer.embed(VideoSource.of(last)).values().values());
    assertThatThrownBy(() -> VIDEO.from(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShortAudioIsTakenAndNoted() {
    SyncScore score = scorer.score(AudioSource.of(SyncSamples.audio(1, 1.5)), VIDEO);
    assertThat(score.notes())
        .containsExactly(
            "The audio has 1.50 of the clip's 2.00 s; the rest of its spectrogram is blank.");
    assertThatThrownBy(() -> scorer.embed(AudioSource.of(SyncSamples.audio(1, 1)).from(1.5)))
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("The audio: ");
  }

  @Test
  void aShortVideoIsAnErrorUnlessItsLastFrameMayBeRepeated() {
    VideoSource brief = VideoSource.of(SyncSamples.video(1, 10, 6));
    assertThatThrownBy(() -> scorer.embed(brief))
        .hasMessageStartingWith("The frames in memory: The video has 10 of the 12 frames");
    try (SyncScorer lenient =
        SyncScorer.builder()
            .weights(SyncSamples.weights())
            .device(Device.cpu())
            .whenShort(WhenShort.REPEAT_LAST)
            .build()) {
      assertThat(lenient.embed(brief).notes())
          .containsExactly(
              "The video ends before the clip: its last frame stands for the 2 that are missing.");
    }
  }

  @Test
  void aClipIsTheSameWhicheverClipsLieBetween() {
    VideoSource video = VideoSource.of(SyncSamples.video(3, 80, 25));
    List<VideoEmbedding> four = clips(video, List.of(0.0, 0.04, 0.08, 0.5));
    List<VideoEmbedding> three = clips(video, List.of(0.0, 0.08, 0.5));
    assertThat(four.get(0).values().values()).isEqualTo(three.get(0).values().values());
    assertThat(four.get(2).values().values()).isEqualTo(three.get(1).values().values());
    assertThat(four.get(3).values().values()).isEqualTo(three.get(2).values().values());
    assertThat(four.get(1).values().values()).isNotEqualTo(four.get(2).values().values());
    assertThatThrownBy(() -> scorer.embedClips(video, List.of(1.0, 0.5), ProgressMonitor.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clips' starts must rise, not be [1.0, 0.5]");
  }

  private static List<VideoEmbedding> clips(VideoSource video, List<Double> starts) {
    return scorer.embedClips(video, starts, ProgressMonitor.none());
  }

  @Test
  void aAudioThatComesLaterMovesTheCurveToLaterShifts() {
    double delay = 0.08;
    Audio audio = SyncSamples.audio(4, 3);
    float[] late = new float[audio.length()];
    int shift = (int) Math.round(delay * 16000);
    System.arraycopy(audio.samples()[0], 0, late, shift, late.length - shift);
    VideoSource video = VideoSource.of(SyncSamples.video(3, 75, 25));
    OffsetSearch search = new OffsetSearch(0.2, 0.04, 1);
    SyncOffset before = offset(AudioSource.of(audio), video, search);
    SyncOffset after =
        offset(AudioSource.of(new Audio(16000, new float[][] {late})), video, search);
    for (int i = 0; i + 2 < before.curve().size(); i++) {
      assertThat(after.curve().get(i + 2).score())
          .isEqualTo(before.curve().get(i).score(), within(1e-6));
    }
    assertThat(before.curve().stream().map(SyncOffset.Point::score).distinct().count())
        .isEqualTo(11);
  }

  private static SyncOffset offset(AudioSource audio, VideoSource video, OffsetSearch search) {
    return scorer.offset(audio, video, search, ProgressMonitor.none());
  }

  @Test
  void shiftsNeedRoom() {
    assertThatThrownBy(() -> offset(AUDIO, VIDEO, OffsetSearch.STANDARD))
        .isInstanceOf(SyncException.class)
        .hasMessage(
            "Shifts of up to 0.60 s need 3.20 s of audio and 2.60 s of video; found 2.00 s and"
                + " 2.00 s. Search a smaller range.");
  }

  @Test
  void progressIsToldAndCancellingStops() {
    List<Progress> told = new ArrayList<>();
    scorer.score(List.of(new SyncPair(AUDIO, VIDEO)), new ProgressMonitor(told::add));
    assertThat(told)
        .containsExactly(new Progress("scoring pairs", 0, 1), new Progress("scoring pairs", 1, 1));
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> scorer.embed(VIDEO, cancelled)).isInstanceOf(CancelledException.class);
    assertThatThrownBy(() -> scorer.embed(AUDIO, cancelled)).isInstanceOf(CancelledException.class);
  }

  @Test
  void anInterruptStopsEveryCallAndTheScorerStaysUsable() {
    for (ThrowableAssert.ThrowingCallable call :
        List.<ThrowableAssert.ThrowingCallable>of(
            () -> scorer.embed(VIDEO),
            () -> scorer.embed(AUDIO),
            () -> scorer.score(AUDIO, VIDEO),
            () ->
                offset(
                    AudioSource.of(SyncSamples.audio(4, 3)),
                    VideoSource.of(SyncSamples.video(3, 75, 25)),
                    new OffsetSearch(0.1, 0.1, 1)))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(call).isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(scorer.score(AUDIO, VIDEO).value()).isFinite();
  }

  @Test
  void nullIsRefusedWithTheParametersName() {
    Object[] samples = {
      ProgressMonitor.none(),
      AUDIO,
      VIDEO,
      new SyncPair(AUDIO, VIDEO),
      OffsetSearch.STANDARD,
      FloatTensor.zeros(1),
      scorer.embed(AUDIO),
      scorer.embed(VIDEO),
      Device.cpu()
    };
    for (Object part : List.of(scorer, SyncScorer.builder())) {
      assertThat(NullArguments.unnamed(part, samples)).isEmpty();
    }
  }

  @Test
  void aForgottenScorerIsClosedAndToldOfOnce() throws Exception {
    try (Warnings warnings = new Warnings()) {
      open(); // and nobody closes it
      assertThat(Warnings.collectUntil(() -> !warnings.texts().isEmpty())).isTrue();
      for (int i = 0; i < 5; i++) { // time for what belongs to it
        System.gc();
        Thread.sleep(50);
      }
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .startsWith("The SyncScorer was not closed.");
    }
  }

  @Test
  void manyThreadsGetTheSameScores() throws Exception {
    double score = scorer.score(AUDIO, VIDEO).value();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<SyncScore>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(threads.submit(() -> scorer.score(AUDIO, VIDEO)));
      }
      for (Future<SyncScore> call : calls) {
        assertThat(call.get().value()).isEqualTo(score);
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void closingWaitsForTheCallThatGoesOnAndIsHarmlessTwice() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    SyncScorer closing = open();
    List<SyncPair> pairs = List.of(new SyncPair(AUDIO, VIDEO), new SyncPair(OTHER, VIDEO));
    CountDownLatch begun = new CountDownLatch(1);
    Future<List<SyncScore>> call =
        thread.submit(
            () -> closing.score(pairs, new ProgressMonitor(progress -> begun.countDown())));
    begun.await();
    closing.close();
    assertThat(call.get()).hasSize(2);
    closing.close();
    assertThatThrownBy(() -> closing.score(AUDIO, VIDEO))
        .isInstanceOf(ClosedException.class)
        .hasMessage("Can't use the SyncScorer: it is closed.");
    thread.shutdown();
  }

  @Test
  void closingFromWithinACallLetsItEnd() {
    SyncScorer closing = open();
    List<SyncScore> scores =
        closing.score(
            List.of(new SyncPair(AUDIO, VIDEO)), new ProgressMonitor(progress -> closing.close()));
    assertThat(scores).hasSize(1);
    assertThatThrownBy(() -> closing.embed(AUDIO)).isInstanceOf(ClosedException.class);
  }
}
