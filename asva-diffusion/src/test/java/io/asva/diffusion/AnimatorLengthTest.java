package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.AudioSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Videos that are longer than a window. Windows have 4 frames in 2 s. */
class AnimatorLengthTest {
  private static Animator animator;

  @BeforeAll
  static void open(@TempDir Path empty) {
    animator = TinyRequests.animator(TinyModels.folder(empty)).build();
  }

  @AfterAll
  static void close() {
    animator.close();
  }

  private static AnimationRequestBuilder request(double audio) {
    return TinyRequests.request().audio(TinyRequests.audio(audio)).audioGuidance(3);
  }

  private static AnimatedClip clip(AnimationRequestBuilder request) {
    return animator.animate(request.build()).clip();
  }

  private static float[] frame(AnimatedClip clip, int frame) {
    int size = clip.latents().values().length / clip.latents().shape().dim(0);
    return Arrays.copyOfRange(clip.latents().values(), frame * size, (frame + 1) * size);
  }

  @Test
  void twoSecondsAreTheClipThatAudioOfTwoSecondsGives() {
    AnimatedClip usual = clip(request(2));
    for (Windows windows : Windows.values()) {
      AnimatedClip video = clip(request(2).seconds(2).windows(windows));
      assertThat(video.latents().values()).isEqualTo(usual.latents().values());
      assertThat(video.audio().samples()).isDeepEqualTo(usual.audio().samples());
      assertThat(video.effort()).isEqualTo(usual.effort());
    }
  }

  @Test
  void aLongerVideoHasTheFramesAndTheAudioOfItsSeconds() {
    for (Windows windows : Windows.values()) {
      AnimatedClip video = clip(request(9).seconds(5.4).windows(windows));
      assertThat(video.pixels().shape().dims()).containsExactly(11, 3, 16, 16);
      assertThat(video.latents().shape().dim(0)).isEqualTo(11);
      assertThat(video.fps()).isEqualTo(2);
      assertThat(video.audio().length()).isEqualTo(88_000);
      assertThat(frame(video, 0)).isEqualTo(frame(clip(request(9)), 0));
      assertThat(video.notes()).isEmpty();
    }
  }

  @Test
  void eachWindowCostsItsEvaluations() {
    int evaluations = clip(request(2)).effort().whole();
    assertThat(clip(request(6).seconds(6)).effort().whole()).isEqualTo(5 * evaluations);
    assertThat(clip(request(6).seconds(6).windows(Windows.CHAIN)).effort().whole())
        .isEqualTo(4 * evaluations);
  }

  @Test
  void wholeAudioIsAsLongAsTheAudio() {
    assertThat(clip(request(3.1).wholeAudio()).pixels().shape().dim(0)).isEqualTo(6);
    assertThat(clip(request(0.5).wholeAudio()).pixels().shape().dim(0)).isEqualTo(4);
    AudioSource later = AudioSource.of(TinyRequests.audio(6)).from(2);
    assertThat(clip(request(1).audio(later).wholeAudio()).pixels().shape().dim(0)).isEqualTo(8);
  }

  @Test
  void whatIsHeardLaterChangesLaterFramesAlone() {
    AnimatedClip video = clip(request(8).seconds(8).windows(Windows.CHAIN));
    AnimatedClip shorter = clip(request(3).seconds(8).windows(Windows.CHAIN));
    assertThat(frame(shorter, 3)).isEqualTo(frame(video, 3));
    assertThat(frame(shorter, 12)).isNotEqualTo(frame(video, 12));
    assertThat(shorter.notes()).singleElement().asString().contains("padded with 5.00 s");
  }

  @Test
  void whatIsComputedAgainForEachStepIsTheSame() {
    // A cache of features that are never used again keeps all windows' conditions.
    AnimatedClip kept = clip(request(6).seconds(6).featureCache(new FeatureCache(0, 2)).steps(1));
    AnimatedClip released = clip(request(6).seconds(6).steps(1));
    assertThat(kept.sampling().cache().isUsed()).isTrue();
    assertThat(frame(released, 0)).isEqualTo(frame(kept, 0));
    assertThat(clip(request(6).seconds(6)).latents().values())
        .isEqualTo(clip(request(6).seconds(6)).latents().values());
  }

  @Test
  void progressOfAChainRunsOnOverAllWindows() {
    List<String> told = new ArrayList<>();
    animator.animate(
        request(6).seconds(6).windows(Windows.CHAIN).build(),
        new Cancellation()
            .reporting(
                progress -> {
                  if (progress.stage().equals("denoising")) {
                    told.add(progress.step() + "/" + progress.total());
                  }
                }));
    assertThat(told).startsWith("0/16").endsWith("16/16").doesNotHaveDuplicates();
  }

  @Test
  void aCancelledVideoEndsWithinAWindow() {
    Cancellation cancellation = new Cancellation();
    assertThatThrownBy(
            () ->
                animator.animate(
                    request(20).wholeAudio().build(),
                    cancellation.reporting(
                        progress -> {
                          if (progress.stage().equals("denoising") && progress.step() == 1) {
                            cancellation.cancel();
                          }
                        })))
        .isInstanceOf(CancelledException.class);
  }

  @Test
  void lengthsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> request(4).seconds(1))
        .isInstanceOf(AnimationException.class)
        .hasMessage(
            "A video lasts from 2 to 3600 seconds, not 1.0; 2 is what the model makes at once.");
    assertThatThrownBy(() -> request(4).seconds(Double.NaN)).hasMessageContaining("not NaN");
    assertThatThrownBy(() -> request(4).seconds(4).clips(2).build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("leave clips(...) and onlyClip(...) out");
    assertThatThrownBy(() -> request(4).windows(Windows.CHAIN).build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("give seconds(...) or wholeAudio(), too");
    FloatTensor noise = FloatTensor.zeros(1, 4, 3, 8, 8);
    assertThatThrownBy(() -> request(4).seconds(4).videoNoise(noise).build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("the noise of one window");
    assertThat(request(4).build().length()).isEqualTo(Optional.empty());
  }
}
