package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.audio.AudioException;
import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.scheduler.DenoisingSteps;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerException;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.diffusion.text.UnknownCategoryException;
import io.asva.media.Audio;
import io.asva.media.MediaException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No stage of an animation hands on numbers that are none, and what others wrote is checked. */
class AnimatorNonFiniteTest {
  private final Path models;

  AnimatorNonFiniteTest(@TempDir Path folder) {
    this.models = folder;
  }

  @BeforeEach
  void makeModels() {
    TinyModels.folder(models);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> fails(AnimationRequestBuilder request) {
    return fails(TinyRequests.animator(models), request);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fails(
      AnimatorBuilder parts, AnimationRequestBuilder request) {
    try (Animator animator = parts.build()) {
      return assertThatThrownBy(() -> animator.animate(request.build()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unet, conv_out.bias, Step 1 of 4 of denoising has no result: What the UNet gives as eps",
    "unet, conv_in.weight, Step 1 of 4 of denoising has no result: What the UNet gives as eps",
    "vae, encoder.conv_out.bias, What the VAE encoder gives as mean",
    "vae, decoder.conv_out.bias, Frame 0 can't be decoded: What the VAE decoder gives as image",
    "audio_encoder, cls_token, What the",
  })
  void aBrokenWeightIsNamedWithItsFileAndTheStage(String part, String tensor, String message) {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Path folder = models.resolve(part);
      Weights weights = Weights.openFolder(folder, "diffusion_pytorch_model");
      String name =
          weights.tensors().stream()
              .map(WeightTensor::name)
              .filter(known -> known.endsWith(tensor))
              .findFirst()
              .orElseThrow();
      TinyModels.weights(
          folder, "diffusion_pytorch_model", ChangedWeights.with(weights, name, value));
      fails(TinyRequests.request())
          .isInstanceOf(NonFiniteException.class)
          .hasMessageStartingWith(message)
          .hasMessageContaining(name + " holds " + value)
          .hasMessageContaining(folder.toString());
    }
  }

  @Test
  void brokenEncodingsAreNamedWithTheirFile() {
    FloatTensor broken = TinyModels.values("bell ringing", 1, 77, TinyModels.TEXT);
    broken.values()[5] = Float.NaN;
    Path file = models.resolve("class_clip_text_encodings_stable-diffusion-v1-5.safetensors");
    new SafetensorsWriter().add("bell ringing", broken).replace(file);
    fails(TinyRequests.request())
        .isInstanceOf(NonFiniteException.class)
        .hasMessageStartingWith(
            "The encoding bell ringing in " + file + " holds NaN at place 5 of");
  }

  @Test
  void aHugeSampleAndHugeScalesAreNoBlackVideo() {
    float[] huge = new float[48_000];
    huge[24_000] = 3e38f;
    fails(TinyRequests.request().audio(new Audio(16_000, new float[][] {huge})))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("E38");
    fails(TinyRequests.request().audioGuidance(1e39))
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("Step 1 of 4")
        .hasMessageContaining("the guidance scales are too large");
  }

  @Test
  void aAudioOfNoNumbersIsNotWritten() {
    try (Animator animator = TinyRequests.animator(models).build()) {
      AnimatedClip clip = animator.animate(TinyRequests.request().build()).clip();
      Audio broken = new Audio(16_000, new float[][] {{0, Float.NaN}});
      assertThatThrownBy(() -> clip.writer().withAudio(broken))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("no numbers");
    }
  }

  /** A scheduler of one step. */
  private record OwnScheduler(
      int count, int timestep, UnaryOperator<@Nullable FloatTensor> next, float initNoiseSigma)
      implements Scheduler {
    @Override
    public DenoisingSteps start(int steps) {
      return new DenoisingSteps() {
        @Override
        public int count() {
          return count;
        }

        @Override
        public int timestep(int i) {
          return timestep;
        }

        @Override
        public FloatTensor step(int i, FloatTensor output, FloatTensor sample) {
          return next.apply(sample);
        }
      };
    }
  }

  @Test
  void aSchedulerOfOnesOwnIsNamedWithWhatItDoesWrong() {
    String name = OwnScheduler.class.getName();
    Map.of(
            new OwnScheduler(0, 1, s -> s, 1), " makes 0 evaluations of 3 steps.",
            new OwnScheduler(1, -1, s -> s, 1), " has -1 for the timestep of evaluation 0.",
            new OwnScheduler(1, 1, s -> null, 1), " gives null for its sample of step 0.",
            new OwnScheduler(1, 1, s -> FloatTensor.zeros(1, 2), 1),
                " makes a sample of 1x2 of one of 1x3x8x8x4 in step 0.",
            new OwnScheduler(1, 1, s -> s, Float.NaN), " has NaN for initNoiseSigma.")
        .forEach(
            (scheduler, message) ->
                fails(TinyRequests.animator(models).scheduler(scheduler), TinyRequests.request())
                    .isInstanceOf(SchedulerException.class)
                    .hasMessage("The scheduler " + name + message));
    Scheduler nothing = steps -> none();
    fails(TinyRequests.animator(models).scheduler(nothing), TinyRequests.request())
        .isInstanceOf(SchedulerException.class)
        .hasMessageEndingWith(" gives null for its steps.");
    UnaryOperator<@Nullable FloatTensor> infinite =
        s -> {
          FloatTensor next = new FloatTensor(s.shape(), s.values().clone());
          next.values()[7] = Float.NEGATIVE_INFINITY;
          return next;
        };
    fails(
            TinyRequests.animator(models).scheduler(new OwnScheduler(1, 1, infinite, 1)),
            TinyRequests.request())
        .isInstanceOf(NonFiniteException.class)
        .hasMessageContaining("Step 1 of 1")
        .hasMessageContaining("holds -Infinity at place 7")
        .hasMessageContaining(name);
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // as callers without it may do
  private static <T> T none() {
    return null;
  }

  /** An encoder of audio that gives what it is told to. */
  private record OwnAudio(@Nullable FloatTensor given) implements AudioEncoder {
    @Override
    public int channels() {
      return TinyModels.AUDIO;
    }

    @Override
    @SuppressWarnings("NullAway") // as callers without it may do
    public FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
      return given;
    }

    @Override
    public void close() {}
  }

  @Test
  void anEncoderOfOnesOwnIsNamedWithWhatItGives() {
    String name = OwnAudio.class.getName();
    fails(TinyRequests.animator(models).audioEncoder(new OwnAudio(null)), TinyRequests.request())
        .isInstanceOf(AnimationException.class)
        .hasMessage("The audio encoder gives null. It is a " + name + ".");
    fails(
            TinyRequests.animator(models)
                .audioEncoder(new OwnAudio(FloatTensor.zeros(1, 3, TinyModels.AUDIO))),
            TinyRequests.request())
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith("The audio encoder gives 1x3x64; the UNet takes 1x229x64")
        .hasMessageContaining(name);
    FloatTensor broken = FloatTensor.zeros(1, AudioEncoder.TOKENS, TinyModels.AUDIO);
    broken.values()[0] = Float.NaN;
    fails(TinyRequests.animator(models).audioEncoder(new OwnAudio(broken)), TinyRequests.request())
        .isInstanceOf(NonFiniteException.class)
        .hasMessageStartingWith("What the audio encoder gives holds NaN at place 0 of")
        .hasMessageContaining(name);
  }

  /** A source of words that gives what it is told to. */
  private record OwnText(@Nullable FloatTensor given) implements TextSource {
    @Override
    public int channels() {
      return TinyModels.TEXT;
    }

    @Override
    @SuppressWarnings("NullAway") // as callers without it may do
    public FloatTensor category(String name, Cancellation cancellation) {
      return given;
    }

    @Override
    public FloatTensor text(String text, Cancellation cancellation) {
      return category(text, cancellation);
    }

    @Override
    public FloatTensor nullText(Cancellation cancellation) {
      return category("", cancellation);
    }

    @Override
    public void close() {}
  }

  @Test
  void aTextSourceOfOnesOwnIsNamedWithWhatItGives() {
    String name = OwnText.class.getName();
    fails(TinyRequests.animator(models).text(new OwnText(null)), TinyRequests.request())
        .isInstanceOf(AnimationException.class)
        .hasMessage("The text source gives null. It is a " + name + ".");
    fails(
            TinyRequests.animator(models).text(new OwnText(FloatTensor.zeros(77, TinyModels.TEXT))),
            TinyRequests.request())
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith("The text is encoded as 77x8; the UNet takes 1xNx8")
        .hasMessageContaining(name);
  }

  @Test
  void aTextEncoderTakesTextsAndNoUnknownCategories() {
    TinyModels.addTextEncoder(models);
    try (Animator animator = TinyRequests.animator(models).build()) {
      assertThat(animator.animate(TinyRequests.request().text("belt ringing").build()).clips())
          .hasSize(1);
      AnimationRequest request = TinyRequests.request().category("belt ringing").build();
      assertThatThrownBy(() -> animator.animate(request))
          .isInstanceOfSatisfying(
              UnknownCategoryException.class,
              e -> {
                assertThat(e.category()).isEqualTo("belt ringing");
                assertThat(e.nearest()).first().isEqualTo("bell ringing");
              })
          .hasMessageContaining(
              "has no category \"belt ringing\". It has: bell ringing, drum beating. Nearest: bell"
                  + " ringing.")
          .hasMessageEndingWith("Any other text can be given as a text, in place of a category.");
    }
  }

  @Test
  void aRequestToAnAnimatorIsRefusedWhenItIsBuilt() {
    try (Animator animator = TinyRequests.animator(models).build()) {
      AnimationRequestBuilder request =
          animator.request().image(TinyRequests.image(8, 8)).audio(TinyRequests.audio(2));
      assertThatThrownBy(() -> request.category("bell ringing").steps(1000).build())
          .isInstanceOf(SchedulerException.class)
          .hasMessageContaining("1000");
      assertThatThrownBy(() -> request.steps(2).size(18, 16).build())
          .isInstanceOf(AnimationException.class)
          .hasMessageContaining("multiples of 4");
      assertThatThrownBy(() -> request.size(16, 16).category("dog").build())
          .isInstanceOf(UnknownCategoryException.class);
      assertThat(animator.animate(request.category("bell_ringing").build()).clips()).hasSize(1);
    }
  }
}
