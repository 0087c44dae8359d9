package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.AsvaException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.model.FrameSizeException;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.Audio;
import io.asva.media.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests that an animator refuses, before it computes anything. */
@Timeout(60)
class AnimatorBadRequestTest {
  private static Animator animator;
  private static Path files;

  @BeforeAll
  static void open(@TempDir Path folder) {
    animator = TinyRequests.animator(TinyModels.folder(folder.resolve("models"))).build();
    files = folder;
  }

  @AfterAll
  static void close() {
    animator.close();
  }

  /** Carries out a request that must fail before the first evaluation of the UNet. */
  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      AnimationRequestBuilder request) {
    List<Progress> seen = new ArrayList<>();
    AnimationRequest built = request.build();
    return assertThatThrownBy(
            () -> {
              try {
                animator.animate(built, new ProgressMonitor(seen::add));
              } finally {
                assertThat(seen).noneMatch(p -> p.stage().equals("denoising"));
              }
            })
        .isInstanceOf(AsvaException.class);
  }

  private static Path file(String name, String content) throws IOException {
    return Files.writeString(files.resolve(name), content);
  }

  @Test
  void sizesThatDoNotFitTheNetworks() {
    refused(TinyRequests.request().size(16, 18))
        .hasMessage(
            "The size 16x18 (height x width) does not fit the networks: both must be multiples of 4. The nearest that fits is 16x20.");
    refused(TinyRequests.request().size(1, 16)).hasMessageEndingWith("that fits is 4x16.");
    assertThatThrownBy(() -> TinyRequests.request().size(0, 16))
        .isInstanceOf(FrameSizeException.class)
        .hasMessage(
            "A video of 0x16 (height x width) can't be made: each must be between 1 and 2048.");
    assertThatThrownBy(() -> TinyRequests.request().size(16, 1 << 30))
        .isInstanceOf(FrameSizeException.class);
  }

  @Test
  void moreThanTheHeapHolds() {
    refused(TinyRequests.request().size(128, 128).frames(12).clips(1000))
        .hasMessageStartingWith("1000 clips of 12 frames of 128x128 take 2.4 GB")
        .hasMessageContaining("ask for fewer clips at a time");
  }

  @Test
  void numbersOutOfRange() {
    assertThatThrownBy(() -> TinyRequests.request().frames(0))
        .isInstanceOf(AnimationException.class)
        .hasMessage("The number of frames must be from 2 to 48, not 0.");
    assertThatThrownBy(() -> TinyRequests.request().steps(0))
        .hasMessage("The number of steps must be from 1 to 1000, not 0.");
    assertThatThrownBy(() -> TinyRequests.request().clips(1001))
        .hasMessage("The number of clips must be from 1 to 1000, not 1001.");
    assertThatThrownBy(() -> TinyRequests.request().audioGuidance(Double.NaN))
        .isInstanceOf(AnimationException.class)
        .hasMessage(
            "The audio guidance scale must be a number of 0 or more, not NaN; 1 is no guidance.");
    assertThatThrownBy(() -> TinyRequests.request().textGuidance(-1))
        .hasMessageStartingWith("The text guidance scale must be");
    assertThatThrownBy(() -> TinyRequests.request().audioGuidance(Double.POSITIVE_INFINITY))
        .isInstanceOf(AnimationException.class);
  }

  @Test
  void whatIsMissingOrTooMuch() {
    assertThatThrownBy(() -> AnimationRequest.builder().category("x").build())
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith(
            "There is nothing to animate: an image and audio are missing. Give image(...)");
    assertThatThrownBy(() -> AnimationRequest.builder().category("x").image(Path.of("a")).build())
        .hasMessageContaining(" audio is missing.");
    assertThatThrownBy(() -> AnimationRequest.builder().category("x").audio(Path.of("a")).build())
        .hasMessageContaining(" an image is missing.");
    assertThatThrownBy(() -> TinyRequests.request().video(Path.of("v")).build())
        .hasMessageStartingWith("Image, audio and video are all given.");
    assertThatThrownBy(() -> AnimationRequest.builder().video(Path.of("v")).build())
        .hasMessageStartingWith("The words are missing");
    assertThatThrownBy(() -> TinyRequests.request().text("a".repeat(10_001)))
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith("The text has 10001 characters");
  }

  @Test
  void noiseThatDoesNotFit() {
    refused(TinyRequests.request().imageNoise(FloatTensor.zeros(1, 4, 8, 9)))
        .hasMessage(
            "The image noise must be 1x4x8x8 for this size and number of frames, not 1x4x8x9.");
    refused(TinyRequests.request().videoNoise(FloatTensor.zeros(1, 4, 4, 8, 8)))
        .hasMessageStartingWith("The video noise must be 1x4x3x8x8 ");
    FloatTensor notANumber = FloatTensor.zeros(1, 4, 8, 8);
    notANumber.values()[77] = Float.NaN;
    refused(TinyRequests.request().imageNoise(notANumber))
        .hasMessage("The image noise holds NaN; expected finite numbers.");
  }

  @Test
  void wordsThatAreNotThere() {
    refused(TinyRequests.request().category("dog barking"))
        .hasMessageStartingWith("models has no category \"dog barking\". It has: ")
        .hasMessageContaining("bell ringing")
        .hasMessageContaining("drum beating")
        .hasMessageContaining("Nearest: drum beating.")
        .hasMessageContaining("Other texts need a text encoder in ");
    refused(TinyRequests.request().text("anything"))
        .hasMessageStartingWith("\"anything\" can't be encoded: there is no text encoder in ");
  }

  @Test
  void filesThatAreNoMedia() throws IOException {
    Path missing = files.resolve("missing.wav");
    refused(TinyRequests.request().audio(missing)).hasMessageContaining("missing.wav");
    refused(TinyRequests.request().image(files.resolve("missing.png")))
        .hasMessageContaining("missing.png");
    refused(TinyRequests.request().audio(file("empty.wav", "")))
        .hasMessageContaining("empty.wav")
        .hasMessageContaining("empty");
    refused(TinyRequests.request().image(file("empty.png", "")))
        .hasMessageContaining("empty.png")
        .hasMessageContaining("empty");
    refused(TinyRequests.request().audio(file("text.wav", "this is a letter ".repeat(99))))
        .hasMessageContaining("text.wav");
    refused(TinyRequests.request().image(file("text.png", "this is a letter ".repeat(99))))
        .hasMessageContaining("text.png");
    refused(TinyRequests.request().image(files)).hasMessageContaining(files.toString());
    refused(TinyRequests.request().audio(files)).hasMessageContaining(files.toString());
    refused(
            AnimationRequest.builder()
                .category("bell ringing")
                .video(file("text.mp4", "this is a letter ".repeat(99))))
        .hasMessageContaining("text.mp4");
  }

  @Test
  void aImageInPlaceOfAAudioAndTheOtherWayRound() {
    Path hits = Path.of("src/test/resources/golden/installation-hits");
    refused(TinyRequests.request().audio(hits.resolve("picture.png")))
        .hasMessageContaining("picture.png");
    refused(TinyRequests.request().image(hits.resolve("sound.wav")))
        .hasMessageContaining("sound.wav");
    refused(
            AnimationRequest.builder()
                .category("bell ringing")
                .video(hits.resolve("sound.wav"))
                .audio(TinyRequests.audio(2)))
        .hasMessage(hits.resolve("sound.wav") + " has no images; expected a video, found audio.");
  }

  @Test
  void imagesOfAbsurdShape() {
    refused(TinyRequests.request().image(new Image(1, 4000, new byte[12_000])).size(4, 64))
        .hasMessageStartingWith("An image of 4000x1 (height x width)");
  }

  @Test
  void audioOfAbsurdLengthRateOrContent() {
    refused(TinyRequests.request().audio(new Audio(16_000, new float[1][0])))
        .hasMessageContaining("Audio is (channels, samples), not empty");
    refused(TinyRequests.request().audio(new Audio(16_000, new float[1][100])))
        .hasMessageContaining("The audio has 100 samples at 16 kHz");
    float[][] broken = new float[1][40_000];
    broken[0][20_000] = Float.NaN;
    refused(TinyRequests.request().audio(new Audio(16_000, broken)))
        .hasMessageContaining("not finite numbers");
    refused(TinyRequests.request().audio(new Audio(Integer.MAX_VALUE, new float[1][40_000])))
        .hasMessage("The audio has 2147483647 samples a second; expected 1000 to 1000000.");
    refused(TinyRequests.request().audio(new Audio(1, new float[1][1 << 20])))
        .hasMessageStartingWith("The audio has 1 samples a second");
    float[] hours = new float[16_000_000];
    refused(TinyRequests.request().audio(new Audio(1_000, new float[][] {hours})))
        .hasMessage(
            "The audio lasts 16000 s on 1 channels, which is more than can be held; cut it.");
  }
}
