package io.asva.diffusion;

import io.asva.core.image.Pixels;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.MediaNote;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One animated clip.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param pixels (frames, 3, height, width) in 0..1
 * @param latents (frames, channels, height / factor, width / factor), scaled
 * @param fps frames a second
 * @param audio the clip's audio at 16 kHz without its mean, as long as the clip
 * @param sampling how it was denoised
 * @param effort what that cost
 * @param inputNotes what was done to the inputs that their owner may want to know
 */
public record AnimatedClip(
    FloatTensor pixels,
    FloatTensor latents,
    double fps,
    Audio audio,
    Sampling sampling,
    Effort effort,
    List<MediaNote> inputNotes) {
  /** Copies the notes. */
  public AnimatedClip {
    inputNotes = List.copyOf(inputNotes);
  }

  /** The notes on the inputs in words. */
  public List<String> notes() {
    return inputNotes.stream().map(MediaNote::text).toList();
  }

  /** The frames as images of 8 bits; fractions are dropped, as in the original. */
  public Video video() {
    ByteTensor bytes = Pixels.toBytes(pixels);
    int height = bytes.shape().dim(1);
    int width = bytes.shape().dim(2);
    int size = height * width * 3;
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < bytes.shape().dim(0); i++) {
      frames.add(
          new Image(width, height, Arrays.copyOfRange(bytes.values(), i * size, (i + 1) * size)));
    }
    return new Video(frames, fps);
  }

  /** A writer of the video with its audio, for every format and choice there is. */
  public VideoWriter writer() {
    return VideoWriter.of(video()).withAudio(audio);
  }

  /**
   * Writes H.264 and AAC in an mp4 file.
   *
   * @throws io.asva.media.MediaException if the file exists or can't be written
   */
  public void saveMp4(Path file) {
    writer().mp4(file);
  }

  /**
   * Writes an animated gif, without audio.
   *
   * @throws io.asva.media.MediaException if the file exists or can't be written
   */
  public void saveGif(Path file) {
    writer().gif(file);
  }

  /**
   * Writes each frame as a png.
   *
   * @param folder an existing folder
   * @throws io.asva.media.MediaException if a file exists or can't be written
   */
  public void savePngs(Path folder) {
    writer().pngs(folder);
  }
}
