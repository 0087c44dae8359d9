package io.asva.media;

import io.asva.core.files.AtomicWrite;
import io.asva.core.files.FileNames;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import io.asva.core.tensor.FiniteCheck;
import io.asva.media.internal.ContactSheet;
import io.asva.media.internal.GifFile;
import io.asva.media.internal.Mp4File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a video as mp4, gif or png. Files are written beside their place and moved there when they
 * are complete; what exists is kept unless replacing is asked for.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class VideoWriter {
  private final Video video;
  private final @Nullable Audio audio;
  private final IfExists ifExists;

  private VideoWriter(Video video, @Nullable Audio audio, IfExists ifExists) {
    this.video = video;
    this.audio = audio;
    this.ifExists = ifExists;
  }

  /**
   * Whether a folder has the name of one in which a file stands until it is complete. What killed
   * processes left of that goes when a file is written to the same place.
   */
  public static boolean isLeftover(Path file) {
    Objects.requireNonNull(file, "file");
    return AtomicWrite.isTemporary(file);
  }

  /** A writer of a silent video that keeps what exists. */
  public static VideoWriter of(Video video) {
    Objects.requireNonNull(video, "video");
    return new VideoWriter(video, null, IfExists.FAIL);
  }

  /**
   * The same with audio, which begins with the first frame. Gif and png leave it out.
   *
   * @throws IllegalArgumentException if it has no samples
   * @throws MediaException if a sample is NaN or infinite
   */
  public VideoWriter withAudio(Audio track) {
    Objects.requireNonNull(track, "track");
    if (track.length() == 0) {
      throw new IllegalArgumentException("the audio has no samples; leave it out");
    }
    for (float[] channel : track.samples()) {
      if (!FiniteCheck.isFinite(channel)) {
        throw new MediaException(
            "The audio to be written holds samples that are no numbers (NaN or infinite); look at"
                + " what made it.");
      }
    }
    return new VideoWriter(video, track, ifExists);
  }

  /**
   * Throws if an mp4 file can't be written to this place, before any work is done for it.
   *
   * @throws OutputException if its folder can't be written to, it exists and is to be kept, or
   *     FFmpeg can't be given its name
   */
  public static void check(Path file, IfExists ifExists) {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(ifExists, "ifExists");
    requireName(file);
    OutputFile.check(file, ifExists);
  }

  private static void requireName(Path file) {
    if (FileNames.isGarbled(file.toAbsolutePath())) {
      throw new OutputException(
          "Can't write "
              + file
              + ": its name holds characters that FFmpeg can't be given."
              + FileNames.remedy());
    }
  }

  /** The same with a choice of what is done when the file exists. */
  public VideoWriter ifExists(IfExists choice) {
    Objects.requireNonNull(choice, "choice");
    return new VideoWriter(video, audio, choice);
  }

  /**
   * Writes H.264 (4:2:0, BT.601, marked as such) and AAC in an mp4 file that can be played while it
   * is loaded. An odd width or height is made even by repeating the last column or row.
   *
   * @throws MediaException if the image is smaller than 16x16 or larger than 3840x2160, or the
   *     audio has a rate that AAC doesn't know or more than 8 channels
   * @throws OutputException if the file can't be written, or exists and is to be kept
   */
  public void mp4(Path file) {
    Objects.requireNonNull(file, "file");
    requireName(file);
    OutputFile.write(file, ifExists, temporary -> Mp4File.write(temporary, video, audio));
  }

  /**
   * Writes an animated gif that plays for ever. Its times are multiples of a hundredth of a second,
   * chosen so that they never drift.
   *
   * @throws OutputException if the file can't be written, or exists and is to be kept
   */
  public void gif(Path file) {
    Objects.requireNonNull(file, "file");
    OutputFile.write(file, ifExists, temporary -> GifFile.write(temporary, video));
  }

  /**
   * Writes each frame as {@code frame-000.png}, {@code frame-001.png} and so on.
   *
   * @param folder an existing folder
   * @throws OutputException if a file can't be written, or exists and is to be kept
   */
  public void pngs(Path folder) {
    Objects.requireNonNull(folder, "folder");
    for (int i = 0; i < video.frames().size(); i++) {
      OutputFile.check(png(folder, i), ifExists);
    }
    for (int i = 0; i < video.frames().size(); i++) {
      Images.writePng(video.frames().get(i), png(folder, i), ifExists);
    }
  }

  private static Path png(Path folder, int index) {
    return folder.resolve(String.format(Locale.ROOT, "frame-%03d.png", index));
  }

  /**
   * Writes all frames into one png, row by row.
   *
   * @param columns frames in a row
   * @throws OutputException if the file can't be written, or exists and is to be kept
   */
  public void contactSheet(Path file, int columns) {
    Objects.requireNonNull(file, "file");
    Images.writePng(ContactSheet.of(video.frames(), columns), file, ifExists);
  }
}
