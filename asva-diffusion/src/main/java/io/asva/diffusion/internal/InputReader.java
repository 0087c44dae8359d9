package io.asva.diffusion.internal;

import io.asva.audio.AudioClips;
import io.asva.audio.MelSpectrogram;
import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.media.ClipSampling;
import io.asva.core.media.MediaException;
import io.asva.core.media.MediaFile;
import io.asva.core.media.Picture;
import io.asva.core.media.Pictures;
import io.asva.core.media.Protocol;
import io.asva.core.media.Sound;
import io.asva.core.media.VideoFrames;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.FrameSize;
import io.asva.diffusion.PictureSource;
import io.asva.diffusion.SoundSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a request names: pictures, sounds and videos, cut into clips as the original cuts
 * them.
 */
final class InputReader {
  private final AnimationRequest request;
  private final FrameSize size;
  private final Protocol protocol;

  InputReader(AnimationRequest request, FrameSize size, Protocol protocol) {
    this.request = request;
    this.size = size;
    this.protocol = protocol;
  }

  /** One input for each clip. */
  List<ClipInput> read() {
    Optional<MediaFile> video = request.video().map(MediaFile::open);
    List<ByteTensor> pictures =
        request.picture().map(this::still).orElseGet(() -> frames(video.orElseThrow()));
    List<FloatTensor> sounds =
        request.sound().map(this::sounds).orElseGet(() -> tracks(video.orElseThrow()));
    List<ClipInput> clips = new ArrayList<>();
    for (int i = 0; i < request.clips(); i++) {
      clips.add(new ClipInput(pictures.get(i), sounds.get(i), notes(sounds.get(i))));
    }
    return clips;
  }

  private static List<String> notes(FloatTensor sound) {
    double seconds = sound.shape().dim(1) / (double) MelSpectrogram.RATE;
    if (seconds >= AnimationRequest.SECONDS - 1e-3) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "The sound lasts %.2f s; its track is padded with %.2f s of silence.",
            seconds,
            AnimationRequest.SECONDS - seconds));
  }

  /** One picture for all clips. */
  private List<ByteTensor> still(PictureSource source) {
    Picture picture =
        source instanceof PictureSource.File file
            ? Pictures.read(file.path())
            : ((PictureSource.Memory) source).picture();
    return java.util.Collections.nCopies(request.clips(), fitted(picture));
  }

  private ByteTensor fitted(Picture picture) {
    FloatTensor planes = Pixels.toPlanes(picture.tensor());
    return Pixels.toBytes(ImageFit.fit(planes, size.height(), size.width()));
  }

  private List<FloatTensor> sounds(SoundSource source) {
    Sound sound =
        source instanceof SoundSource.File file
            ? MediaFile.open(file.path()).sound()
            : ((SoundSource.Memory) source).sound();
    return AudioClips.uniform(
        sound.tensor(), sound.rate(), AnimationRequest.SECONDS, request.clips());
  }

  private double[] starts(MediaFile video) {
    return new ClipSampling(request.frames(), request.fps())
        .uniformStarts(video.seconds(), request.clips());
  }

  /** The first frame of each clip of a video. */
  private List<ByteTensor> frames(MediaFile video) {
    List<ByteTensor> pictures = new ArrayList<>();
    for (double start : starts(video)) {
      try (VideoFrames frames = video.frames(Math.max(start, 0))) {
        if (!frames.next()) {
          throw new MediaException(video.path() + " has no picture at " + start + " s.");
        }
        pictures.add(fitted(frames.picture()));
      }
    }
    return pictures;
  }

  /** The sound of each clip of a video. */
  private List<FloatTensor> tracks(MediaFile video) {
    Path path = video.path();
    List<FloatTensor> tracks = new ArrayList<>();
    for (double start : starts(video)) {
      Sound sound = video.sound(Math.max(start, 0), start + AnimationRequest.SECONDS, protocol);
      if (sound.length() == 0) {
        throw new MediaException(path + " has no sound at " + start + " s.");
      }
      tracks.add(Resampler.of(sound.rate(), MelSpectrogram.RATE).resample(sound.tensor()));
    }
    return tracks;
  }
}
