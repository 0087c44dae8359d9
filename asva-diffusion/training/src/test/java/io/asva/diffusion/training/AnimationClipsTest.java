package io.asva.diffusion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.dataset.ListType;
import io.asva.training.TrainingException;
import io.asva.training.TrainingVideos;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationClipsTest {
  private static final VaeConfig VAE = new VaeConfig(3, 3, 4, List.of(8, 16), 1, 4, 0.18215);
  private static final int WIDTH = 6;

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Vae vae;

  @BeforeAll
  static void writeDataset() throws IOException {
    train = config(AnimationDataConfig.Mode.TRAIN);
    vae = Vae.open(VAE, FreshNetworks.vae(VAE, 1).inMemory(), Device.cpu());
    TrainingVideos.write(folder.resolve("videos/a_bell/one.mp4"), 4, 12);
    TrainingVideos.write(folder.resolve("videos/drum/two.mp4"), 3, 24);
    TrainingVideos.write(folder.resolve("videos/drum/short.mp4"), 1, 12);
    Files.writeString(folder.resolve("list.txt"), "a_bell/one.mp4\ndrum/two.mp4\ndrum/short.mp4\n");
    Files.writeString(
        folder.resolve("mapping.json"), "{\"a_bell\": \"bell ringing\", \"drum\": \"drumming\"}");
    new SafetensorsWriter()
        .add("bell ringing", filled(1))
        .add("drumming", filled(2))
        .write(folder.resolve("encodings.safetensors"));
  }

  private static FloatTensor filled(float value) {
    FloatTensor tensor = FloatTensor.zeros(1, 77, 5);
    Arrays.fill(tensor.values(), value);
    return tensor;
  }

  @AfterAll
  static void close() {
    vae.close();
  }

  /** Tokens that tell the spectrogram's sum, and a count of how often they were asked for. */
  private static final class SumEncoder implements AudioEncoder {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public int channels() {
      return WIDTH;
    }

    @Override
    public FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
      calls.incrementAndGet();
      FloatTensor tokens = FloatTensor.zeros(1, TOKENS, WIDTH);
      tokens.values()[0] = sum(mel);
      return tokens;
    }

    @Override
    public void close() {}
  }

  private static float sum(FloatTensor mel) {
    double sum = 0;
    for (float value : mel.values()) {
      sum += value;
    }
    return (float) sum;
  }

  private static AnimationDataConfig config(AnimationDataConfig.Mode mode) {
    return new AnimationDataConfig(
        folder.resolve("videos"),
        Optional.of(folder.resolve("list.txt")),
        ListType.VIDEO,
        List.of(),
        mode,
        new FrameSize(16, 24),
        ClipSampling.STANDARD,
        AnimationDataConfig.Flip.RANDOM,
        Optional.of(folder.resolve("mapping.json")),
        Optional.of(folder.resolve("encodings.safetensors")),
        Protocol.CORRECTED,
        MediaLimits.DEFAULT);
  }

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static AnimationDataConfig train;

  private static AnimationClips clips() {
    return AnimationClips.of(train, vae, new SumEncoder());
  }

  /** The expected clip, made without any of the classes under test. */
  private static AnimationClip expected(Path file, double room, CounterRandom random, float text) {
    double start = room * random.nextDouble();
    boolean mirrored = random.nextBoolean(0.5);
    MediaFile media = MediaFile.open(file);
    List<Image> images = ClipReader.of(media).frames(start, ClipSampling.WhenShort.REPEAT_LAST);
    FloatTensor latents = FloatTensor.zeros(12, 8, 12, 4);
    FloatTensor noise = random.normal(12, 8, 12, 4);
    for (int f = 0; f < 12; f++) {
      FloatTensor fitted = ImageFit.fit(Pixels.toPlanes(images.get(f).tensor()), 16, 24);
      FloatTensor signed = FloatTensor.zeros(1, 3, 16, 24);
      for (int i = 0; i < signed.values().length; i++) {
        int x = i % 24;
        int from = mirrored ? i - x + 23 - x : i;
        signed.values()[i] = 2 * fitted.values()[from] - 1;
      }
      FloatTensor draw = FloatTensor.zeros(1, 8, 12, 4);
      System.arraycopy(noise.values(), f * 384, draw.values(), 0, 384);
      FloatTensor latent = vae.encode(signed.channelsLast(), draw);
      System.arraycopy(latent.values(), 0, latents.values(), f * 384, 384);
    }
    Audio audio = media.audio(start, start + 2, Protocol.CORRECTED);
    FloatTensor tokens = FloatTensor.zeros(1, 229, WIDTH);
    tokens.values()[0] =
        sum(MelSpectrogram.of(Resampler.of(audio.rate(), 16000).resample(audio.tensor())));
    return new AnimationClip(latents, filled(text), tokens);
  }

  private static void assertSame(AnimationClip actual, AnimationClip expected, double within) {
    assertThat(actual.latents().shape()).isEqualTo(expected.latents().shape());
    assertThat(actual.latents().values())
        .containsExactly(expected.latents().values(), offset(within));
    assertThat(actual.text().values()).isEqualTo(expected.text().values());
    assertThat(actual.audio().values()).containsExactly(expected.audio().values(), offset(1));
  }

  private static Offset<Float> offset(double value) {
    return within((float) value);
  }

  @Test
  void aClipBeginsAtRandomAndIsMirroredByChance() {
    AnimationClips clips = clips();
    assertThat(clips.size()).isEqualTo(3);
    assertThat(clips.name(1)).isEqualTo("drum/two.mp4");
    double room = MediaFile.open(folder.resolve("videos/a_bell/one.mp4")).seconds() - 2;
    assertThat(room).isCloseTo(2, within(0.1));
    for (int i = 0; i < 6; i++) {
      assertSame(
          clips.load(0, CounterRandom.of(5, i)),
          expected(folder.resolve("videos/a_bell/one.mp4"), room, CounterRandom.of(5, i), 1),
          1e-5);
    }
  }

  @Test
  void aVideoThatIsTooShortBeginsAtItsBegin() {
    AnimationClip clip = clips().load(2, CounterRandom.of(5));
    CounterRandom random = CounterRandom.of(5);
    assertSame(clip, expected(folder.resolve("videos/drum/short.mp4"), 0, random, 2), 1e-5);
    float[] latents = clip.latents().values();
    // The last frame is repeated; only the draws differ.
    assertThat(latents[11 * 384]).isNotEqualTo(latents[10 * 384]);
  }

  @Test
  void clipsOfTheTestModeAreCentralAndNeverMirrored() {
    AnimationClips clips = AnimationClips.of(central(), vae, new SumEncoder());
    float[] one = clips.load(0, CounterRandom.of(1)).audio().values();
    assertThat(clips.load(0, CounterRandom.of(2)).audio().values()).isEqualTo(one);
  }

  private static AnimationDataConfig central() {
    return new AnimationDataConfig(
        train.root(),
        train.list(),
        train.listType(),
        train.categories(),
        AnimationDataConfig.Mode.TEST,
        train.size(),
        train.sampling(),
        AnimationDataConfig.Flip.NEVER,
        train.classMapping(),
        train.textEncodings(),
        train.protocol(),
        MediaLimits.DEFAULT);
  }

  @Test
  void aCacheOfFramesChangesNothing(@TempDir Path cache) {
    AnimationClips plain = clips();
    SumEncoder encoder = new SumEncoder();
    Optional<AnimationClips.Cache> where =
        Optional.of(new AnimationClips.Cache(cache, "vae 1", "audio 1"));
    AnimationClips first = AnimationClips.of(train, vae, encoder, where);
    for (int i = 0; i < 8; i++) {
      int video = i % 3;
      assertExactly(first.load(video, CounterRandom.of(i)), plain.load(video, CounterRandom.of(i)));
    }
    AnimationClips second = AnimationClips.of(train, vae, encoder, where);
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            i ->
                assertExactly(
                    second.load(i % 3, CounterRandom.of(i)),
                    plain.load(i % 3, CounterRandom.of(i))));
    assertThat(cache.resolve("sounds")).doesNotExist(); // no time comes again
  }

  @Test
  void theAudioClipsOfCentralClipsAreKept(@TempDir Path cache) {
    SumEncoder encoder = new SumEncoder();
    for (int run = 0; run < 2; run++) {
      AnimationClips clips = clips(central(), encoder, new AnimationClips.Cache(cache, "v", "a"));
      for (int i = 0; i < 3; i++) {
        assertExactly(
            clips.load(i, CounterRandom.of(i)),
            AnimationClips.of(central(), vae, new SumEncoder()).load(i, CounterRandom.of(i)));
      }
      assertThat(encoder.calls.get()).isEqualTo(3);
    }
    clips(central(), encoder, new AnimationClips.Cache(cache, "v", "b"))
        .load(0, CounterRandom.of(0));
    assertThat(encoder.calls.get()).isEqualTo(4);
  }

  private static AnimationClips clips(
      AnimationDataConfig config, SumEncoder encoder, AnimationClips.Cache cache) {
    return AnimationClips.of(config, vae, encoder, Optional.of(cache));
  }

  @Test
  void aCacheThatCantBeWrittenCostsNoClip(@TempDir Path cache) throws IOException {
    AnimationClips clips =
        clips(central(), new SumEncoder(), new AnimationClips.Cache(cache, "vae 1", "audio 1"));
    AnimationClips plain = AnimationClips.of(central(), vae, new SumEncoder());
    for (String name : List.of("frames", "sounds")) {
      Files.delete(cache.resolve(name));
      Files.writeString(cache.resolve(name), "in the folder's place");
    }
    assertExactly(clips.load(0, CounterRandom.of(0)), plain.load(0, CounterRandom.of(0)));
    assertExactly(clips.load(1, CounterRandom.of(1)), plain.load(1, CounterRandom.of(1)));
    assertThat(clips.takeWarnings())
        .satisfiesExactly(
            one -> assertThat(one).contains("Can't write to the cache", "frames"),
            two -> assertThat(two).contains("Can't write to the cache", "sounds"));
    assertThat(clips.takeWarnings()).isEmpty();
  }

  private static void assertExactly(AnimationClip actual, AnimationClip expected) {
    assertThat(actual.latents().values()).isEqualTo(expected.latents().values());
    assertThat(actual.audio().values()).isEqualTo(expected.audio().values());
  }

  private static AnimationDataConfig with(String list, Path mapping) throws IOException {
    Path file = Files.writeString(folder.resolve("other-" + list.hashCode() + ".txt"), list);
    return new AnimationDataConfig(
        train.root(),
        Optional.of(file),
        ListType.CLIP,
        train.categories(),
        train.mode(),
        train.size(),
        train.sampling(),
        train.flip(),
        Optional.of(mapping),
        train.textEncodings(),
        train.protocol(),
        MediaLimits.DEFAULT);
  }

  @Test
  void clipsOfAListStayInTheirPart() throws IOException {
    Path mapping = folder.resolve("mapping.json");
    AnimationClips part =
        AnimationClips.of(with("a_bell/one.mp4,1.5,3.5\n", mapping), vae, new SumEncoder());
    float[] tokens = part.load(0, CounterRandom.of(1)).audio().values();
    Audio audio =
        MediaFile.open(folder.resolve("videos/a_bell/one.mp4")).audio(1.5, 3.5, Protocol.CORRECTED);
    assertThat(tokens[0])
        .isCloseTo(
            sum(MelSpectrogram.of(Resampler.of(audio.rate(), 16000).resample(audio.tensor()))),
            within(1f));
  }

  @Test
  void whatIsMissingIsSaidBeforeTrainingBegins() throws IOException {
    Path mapping = folder.resolve("mapping.json");
    assertThatThrownBy(
            () ->
                AnimationClips.of(
                    with("drum/two.mp4,0,2\ncat/x.mp4,0,2", mapping), vae, new SumEncoder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("The categories [cat] have no encoding of their text: " + mapping);
    assertThatThrownBy(
            () ->
                AnimationClips.of(
                    with("drum/two.mp4,0,2", folder.resolve("none.json")), vae, new SumEncoder()))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("There is no file " + folder.resolve("none.json"));
    AnimationClips missing =
        AnimationClips.of(with("drum/none.mp4,0,2", mapping), vae, new SumEncoder());
    assertThatThrownBy(() -> missing.load(0, CounterRandom.of(0)))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("none.mp4");
  }
}
