package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.random.GaussianNoise;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.Protocol;
import io.asva.unet.TinyUnet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatorTest {
  private static Animator animator;

  @BeforeAll
  static void open(@TempDir Path folder) {
    TinyModels.addTextEncoder(TinyModels.folder(folder));
    animator = TinyRequests.animator(folder).build();
  }

  @AfterAll
  static void close() {
    animator.close();
  }

  private static float[] latents(AnimationRequestBuilder request) {
    return animator.animate(request.build()).clip().latents().values();
  }

  @Test
  void aClipHasItsFramesItsRateAndTwoSecondsOfAudio() {
    AnimatedClip clip = animator.animate(TinyRequests.request().frames(6).build()).clip();
    assertThat(clip.pixels().shape().dims()).containsExactly(6, 3, 16, 16);
    assertThat(clip.latents().shape().dims()).containsExactly(6, 4, 8, 8);
    assertThat(clip.fps()).isEqualTo(3);
    assertThat(clip.audio().rate()).isEqualTo(16_000);
    assertThat(clip.audio().length()).isEqualTo(32_000);
    assertThat(clip.audio().channels()).isEqualTo(2);
    assertThat(clip.notes()).isEmpty();
    for (float value : clip.pixels().values()) {
      assertThat(value).isBetween(0f, 1f);
    }
  }

  @Test
  void theSameRequestGivesTheSameBits() {
    float[] first = latents(TinyRequests.request());
    assertThat(latents(TinyRequests.request())).isEqualTo(first);
    assertThat(latents(TinyRequests.request().seed(124))).isNotEqualTo(first);
    assertThat(latents(TinyRequests.request().category("drum beating"))).isNotEqualTo(first);
    assertThat(latents(TinyRequests.request().audio(TinyRequests.audio(2)))).isNotEqualTo(first);
    assertThat(latents(TinyRequests.request())).isEqualTo(first);
  }

  @Test
  void thePrecisionThatWasChosenIsComputedIn(@TempDir Path folder) {
    TinyModels.folder(folder);
    FloatTensor single = animator.animate(TinyRequests.request().build()).clip().latents();
    try (Animator half =
        TinyRequests.animator(folder).device(Device.cpu().halfPrecision()).build()) {
      Animation animation = half.animate(TinyRequests.request().build());
      assertThat(animation.device().words()).isEqualTo("CPU in fp16");
      assertThat(half.config().device()).isEqualTo(animation.device());
      FloatTensor latents = animation.clip().latents();
      assertThat(latents.values()).isNotEqualTo(single.values());
      Comparison comparison = TensorComparison.compare("latents", latents, single, 1e-2);
      assertThat(comparison.passed()).as(comparison.toString()).isTrue();
    }
  }

  @Test
  void fewStepSchedulersDrawWhatFollowsFromTheSeed(@TempDir Path folder) throws IOException {
    TinyModels.folder(folder);
    Path file = folder.resolve("scheduler/scheduler_config.json");
    for (String name : List.of("LCMScheduler", "TCDScheduler")) {
      TinyModels.write(file, "{\"_class_name\": \"" + name + "\"}");
      try (Animator few = TinyRequests.animator(folder).build();
          Animator chosen =
              TinyRequests.animator(folder)
                  .scheduler(Schedulers.named(name, SchedulerConfig.read(file)))
                  .build()) {
        AnimationRequest request = TinyRequests.request().steps(4).build();
        float[] first = few.animate(request).clip().latents().values();
        assertThat(few.animate(request).clip().latents().values()).isEqualTo(first);
        assertThat(chosen.animate(request).clip().latents().values()).isEqualTo(first);
        GaussianNoise start = GaussianNoise.of(request.seed());
        AnimationRequest otherDraws =
            TinyRequests.request()
                .steps(4)
                .seed(5)
                .imageNoise(start.stream(0).fill(1, 4, 8, 8))
                .videoNoise(start.stream(1).fill(1, 4, 3, 8, 8))
                .build();
        assertThat(few.animate(otherDraws).clip().latents().values()).isNotEqualTo(first);
      }
    }
  }

  @Test
  void noiseOfTheCallerStandsInForTheSeedsNoise() {
    GaussianNoise noise = GaussianNoise.of(123);
    float[] fromSeed = latents(TinyRequests.request());
    float[] given =
        latents(
            TinyRequests.request()
                .seed(7)
                .imageNoise(noise.stream(0).fill(1, 4, 8, 8))
                .videoNoise(noise.stream(1).fill(1, 4, 3, 8, 8)));
    assertThat(given).isEqualTo(fromSeed);
  }

  @Test
  void guidanceAwayFromTheTextItselfIsNone() {
    AnimationRequestBuilder request = TinyRequests.request().text("a bell").audioGuidance(1);
    float[] plain = latents(request);
    float[] away = latents(request.textGuidance(3).negativeText("a bell"));
    for (int i = 0; i < plain.length; i++) {
      assertThat(away[i]).isCloseTo(plain[i], within(1e-4f));
    }
    assertThat(latents(request.negativeText("smoke"))).isNotEqualTo(away);
    assertThatThrownBy(() -> request.textGuidance(1).build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("give textGuidance(...) above 1, too");
  }

  @Test
  void sizesAndGuidancesInTurnGiveWhatTheyGiveAlone() {
    List<AnimationRequestBuilder> requests =
        List.of(
            TinyRequests.request(),
            TinyRequests.request().size(32, 16).frames(3),
            TinyRequests.request().audioGuidance(1),
            TinyRequests.request().audioGuidance(1).textGuidance(3),
            TinyRequests.request().audioGuidance(2).textGuidance(3),
            TinyRequests.request().size(16, 48).text("any text"));
    List<float[]> first = requests.stream().map(AnimatorTest::latents).toList();
    for (int i = requests.size() - 1; i >= 0; i--) {
      assertThat(latents(requests.get(i))).isEqualTo(first.get(i));
    }
    assertThat(first.get(2)).isNotEqualTo(first.get(0));
    assertThat(first.get(3)).isNotEqualTo(first.get(2));
    assertThat(first.get(4)).isNotEqualTo(first.get(3));
  }

  @Test
  void manyThreadsGetWhatOneGets() throws Exception {
    List<AnimationRequest> requests = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      requests.add(TinyRequests.request().seed(i).frames(2 + i / 5).build());
    }
    List<float[]> alone =
        requests.stream().map(r -> animator.animate(r).clip().pixels().values()).toList();
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Future<float[]>> together = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        AnimationRequest request = requests.get(i % requests.size());
        together.add(pool.submit(() -> animator.animate(request).clip().pixels().values()));
      }
      for (int i = 0; i < together.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i % alone.size()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void twoAnimatorsOnOneDeviceTakeTurns(@TempDir Path folder) throws Exception {
    AnimationRequest request = TinyRequests.request().build();
    float[] alone = animator.animate(request).clip().latents().values();
    List<String> stages = Collections.synchronizedList(new ArrayList<>());
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Animator other = TinyRequests.animator(TinyModels.folder(folder)).build()) {
      List<Future<float[]>> both = new ArrayList<>();
      for (Animator one : List.of(animator, other)) {
        Progress.Listener listener =
            p -> {
              if (!List.of("reading", "waiting").contains(p.stage())) {
                stages.add(one == animator ? "one" : "other");
              }
            };
        both.add(
            pool.submit(
                () ->
                    one.animate(request, new ProgressMonitor(listener)).clip().latents().values()));
      }
      for (Future<float[]> result : both) {
        assertThat(result.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
    // All of the first call's reports come before all of the second's.
    assertThat(stages.stream().distinct().toList()).hasSize(2);
    List<String> sorted = new ArrayList<>(stages);
    sorted.sort((a, b) -> a.equals(b) ? 0 : a.equals(stages.get(0)) ? -1 : 1);
    assertThat(stages).isEqualTo(sorted);
  }

  @Test
  void severalClipsAreSpreadOverTheAudioAndShareTheNoise() {
    List<AnimatedClip> clips = animator.animate(TinyRequests.request().clips(3).build()).clips();
    assertThat(clips).hasSize(3);
    assertThat(clips.get(1).latents().values()).isNotEqualTo(clips.get(0).latents().values());
    // The first frame is the image's, the same for all.
    assertThat(firstFrame(clips.get(1))).isEqualTo(firstFrame(clips.get(0)));
    // The one clip of a request lies in the middle, as the second of three does.
    assertThat(latents(TinyRequests.request())).isEqualTo(clips.get(1).latents().values());
  }

  private static float[] firstFrame(AnimatedClip clip) {
    return Arrays.copyOf(clip.latents().values(), 4 * 8 * 8);
  }

  @Test
  void progressIsCompleteAndNeverGoesBack() {
    List<Progress> seen = new ArrayList<>();
    AnimationRequest request = TinyRequests.request().clips(2).build();
    animator.animate(request, new ProgressMonitor(seen::add));
    assertThat(steps(seen, "reading")).containsExactly(0, 1, 2);
    assertThat(steps(seen, "encoding")).containsExactly(0, 1, 2, 3, 4, 5, 6);
    // PNDM evaluates once more than it has steps: 4 for each of 2 clips.
    assertThat(steps(seen, "denoising")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(steps(seen, "decoding")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    for (Progress progress : seen) {
      assertThat(progress.total()).isEqualTo(last(seen, progress.stage()));
    }
    assertThat(seen.stream().map(Progress::stage).distinct())
        .containsExactly("reading", "encoding", "denoising", "decoding");
  }

  private static List<Integer> steps(List<Progress> seen, String stage) {
    return seen.stream().filter(p -> p.stage().equals(stage)).map(Progress::step).toList();
  }

  private static int last(List<Progress> seen, String stage) {
    List<Integer> steps = steps(seen, stage);
    return steps.get(steps.size() - 1);
  }

  @Test
  void whatItWasComposedOfCanBeReadBack(@TempDir Path folder) {
    AnimatorConfig config = animator.config();
    assertThat(config.device().device()).isEqualTo(Device.cpu());
    assertThat(config.device().reason()).isNotEmpty();
    assertThat(config.size()).isEqualTo(new FrameSize(16, 16));
    assertThat(config.sizeFactor()).isEqualTo(TinyModels.FACTOR);
    assertThat(config.unet()).isEqualTo(TinyUnet.config());
    assertThat(config.vae().blockOutChannels()).containsExactly(8, 8);
    assertThat(config.protocol()).isEqualTo(Protocol.CORRECTED);
    assertThat(config.options().threads()).isEqualTo(1);
    assertThat(config.models().orElseThrow().unet()).endsWith(Path.of("unet"));
    Scheduler ddim = Schedulers.ddim(SchedulerConfig.stableDiffusion());
    try (Animator other =
        TinyRequests.animator(TinyModels.folder(folder)).scheduler(ddim).build()) {
      assertThat(other.config().scheduler()).isSameAs(ddim);
      assertThat(other.config().models().orElseThrow().root()).isEqualTo(folder);
    }
  }
}
