package io.asva.diffusion.training;

import io.asva.audio.AudioException;
import io.asva.audio.MelSpectrogram;
import io.asva.core.random.CounterRandom;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.media.Audio;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.dataset.DatasetVideo;
import io.asva.training.Examples;
import io.asva.training.TrainingException;
import io.asva.training.cache.RecordFile;
import io.asva.training.cache.VideoCache;
import io.asva.vae.Vae;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clips that AVSyncD is trained on: of each video one that begins at a random time and is
 * mirrored by chance, encoded by the autoencoder and the audio encoder.
 *
 * <p>What is drawn for a clip depends on the random numbers it is given alone, in this order: where
 * it begins, whether it is mirrored, the autoencoder's draw. A cache does not change the result: it
 * keeps the distributions of frames, and where clips always begin at the same time, their tokens.
 *
 * <p>Safe for use by many threads. The networks are its owner's to close.
 */
public final class AnimationClips implements Examples<AnimationClip> {
  private final AnimationDataConfig config;
  private final List<DatasetVideo> videos;
  private final CategoryTexts texts;
  private final Vae vae;
  private final ClipAudios audio;
  private final FrameLatents frames;
  private final Optional<VideoCache> audios;

  private AnimationClips(
      AnimationDataConfig config,
      List<DatasetVideo> videos,
      Vae vae,
      ClipAudios audio,
      Optional<VideoCache> images,
      Optional<VideoCache> audios) {
    this.config = config;
    this.videos = videos;
    this.texts = CategoryTexts.of(config, videos);
    this.vae = vae;
    this.audio = audio;
    this.frames = new FrameLatents(vae, config, images);
    this.audios = audios;
  }

  /** Clips that are decoded and encoded anew each time. */
  public static AnimationClips of(AnimationDataConfig config, Vae vae, AudioEncoder audio) {
    return of(config, vae, audio, Optional.empty());
  }

  /**
   * Clips of the videos that a configuration names.
   *
   * @param cache where encoded frames are kept, and audio that come again
   * @throws io.asva.media.dataset.DatasetException if the list can't be read
   * @throws TrainingException if no video is of the categories, categories lack encodings, or the
   *     size doesn't fit the autoencoder
   */
  public static AnimationClips of(
      AnimationDataConfig config, Vae vae, AudioEncoder audio, Optional<Cache> cache) {
    return of(config, vae, ClipAudios.encodedAhead(audio), cache);
  }

  static AnimationClips of(
      AnimationDataConfig config, Vae vae, ClipAudios audio, Optional<Cache> cache) {
    FrameSize size = config.size();
    int factor = vae.config().factor();
    if (size.height() % factor != 0 || size.width() % factor != 0) {
      throw new TrainingException(
          "The autoencoder takes images whose height and width are multiples of "
              + factor
              + ", not "
              + size
              + "; see train.dataset.img_size.");
    }
    return new AnimationClips(
        config,
        config.videos(),
        vae,
        audio,
        cache.map(
            c ->
                new VideoCache(
                    c.folder().resolve("frames"),
                    "frames 2\n" + size + config.protocol() + "\n" + c.vaeVersion())),
        // At a random time no clip begins twice: its audio would only fill the disk.
        cache
            .filter(c -> config.mode() == AnimationDataConfig.Mode.TEST)
            .map(
                c ->
                    new VideoCache(
                        c.folder().resolve("sounds"),
                        "audio clips 2\n"
                            + config.sampling()
                            + config.protocol()
                            + "\n"
                            + c.audioVersion())));
  }

  /**
   * A folder that keeps what was encoded.
   *
   * @param folder where; it is made if it isn't there
   * @param vaeVersion what tells this autoencoder from another
   * @param audioVersion what tells this audio encoder from another
   */
  public record Cache(Path folder, String vaeVersion, String audioVersion) {}

  /** The width of a text encoding's tokens. */
  int textWidth() {
    return texts.width();
  }

  /** The videos, one for each example. */
  public List<DatasetVideo> videos() {
    return videos;
  }

  @Override
  public int size() {
    return videos.size();
  }

  @Override
  public String name(int index) {
    return videos.get(index).name();
  }

  @Override
  public AnimationClip load(int index, CounterRandom random) {
    DatasetVideo video = videos.get(index);
    MediaFile file = MediaFile.open(video.file(), config.limits());
    file.requireVideoTrack();
    file.requireAudioTrack();
    double start = start(file, video, random.nextDouble());
    boolean chance = random.nextBoolean(0.5);
    boolean mirrored = chance && config.flip() == AnimationDataConfig.Flip.RANDOM;
    FrameLatents.Side side = mirrored ? FrameLatents.Side.MIRRORED : FrameLatents.Side.PLAIN;
    FloatTensor latents = latents(file, start, side, random);
    return new AnimationClip(latents, texts.of(video), audio(file, start));
  }

  @Override
  public List<String> takeWarnings() {
    return Stream.of(frames.cache(), audios)
        .flatMap(Optional::stream)
        .flatMap(cache -> cache.takeWarning().stream())
        .toList();
  }

  private double start(MediaFile file, DatasetVideo video, double chance) {
    double whole = video.segment().seconds();
    double seconds = Double.isFinite(whole) ? whole : file.seconds(config.protocol());
    double share = config.mode() == AnimationDataConfig.Mode.TRAIN ? chance : 0.5;
    double room = seconds - config.sampling().seconds();
    return Math.max(0, room * share) + video.segment().start();
  }

  private FloatTensor latents(
      MediaFile file, double start, FrameLatents.Side side, CounterRandom random) {
    var distribution = frames.of(file, start, side);
    FloatTensor draw = distribution.sample(random.normal(distribution.mean().shape().dims()));
    float[] values = draw.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * vae.config().scalingFactor());
    }
    return draw;
  }

  private FloatTensor audio(MediaFile file, double start) {
    Optional<RecordFile> records = audios.map(cache -> cache.of(file.path()));
    long key = Double.doubleToLongBits(start);
    Optional<float[]> known = records.flatMap(r -> r.findFloats(key));
    if (known.isPresent()) {
      return new FloatTensor(audio.kept(), known.get());
    }
    FloatTensor kept = audio.keep(mel(file, start));
    records.ifPresent(r -> r.put(key, kept.values()));
    return kept;
  }

  private FloatTensor mel(MediaFile file, double start) {
    Audio audio = file.audio(start, start + config.sampling().seconds(), config.protocol());
    try {
      return MelSpectrogram.of(
          Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor()));
    } catch (AudioException e) {
      throw new MediaException(file.path() + " at " + start + " s: " + e.getMessage(), e);
    }
  }
}
