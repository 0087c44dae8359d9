package io.asva.examples.training.data;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.DemoTrainingException;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.VideoFrames;
import io.asva.media.dataset.DatasetVideo;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every n-th frame of each of some videos, decoded once: a file of RGB bytes for each video.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class FrameStore {
  private static final String STAGE = "decoding frames";

  private final Path folder;
  private final List<DatasetVideo> videos;
  private final int size;
  private final int stride;

  /**
   * A store in a folder; {@link #fill} decodes what it lacks.
   *
   * @param size width and height of the videos in pixels
   * @param stride frames from one that is kept to the next
   */
  FrameStore(Path folder, List<DatasetVideo> videos, int size, int stride) {
    this.folder = folder;
    this.videos = List.copyOf(videos);
    this.size = size;
    this.stride = stride;
  }

  /** The videos, in the order in which they are numbered. */
  public List<DatasetVideo> videos() {
    return videos;
  }

  /** Bytes of a frame. */
  private int bytes() {
    return 3 * size * size;
  }

  private Path file(int video) {
    return folder.resolve(stride + "_" + videos.get(video).name() + ".rgb");
  }

  /** Decodes what is not there yet. */
  FrameStore fill(ProgressMonitor monitor) {
    int[] missing = IntStream.range(0, videos.size()).filter(i -> !Files.exists(file(i))).toArray();
    for (int done = 0; done < missing.length; done++) {
      monitor.report(STAGE, done, missing.length);
      monitor.check(STAGE);
      decode(missing[done]);
    }
    return this;
  }

  private void decode(int video) {
    Path file = file(video);
    DemoFolder.createFor(file);
    OutputFile.write(
        file,
        IfExists.REPLACE,
        temporary -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary));
              VideoFrames frames = MediaFile.open(videos.get(video).file()).frames()) {
            for (int i = 0; frames.next(); i++) {
              if (i % stride == 0) {
                out.write(checked(frames.image(), video).rgb());
              }
            }
          }
        });
  }

  private Image checked(Image image, int video) {
    if (image.width() != size || image.height() != size) {
      throw new DemoTrainingException(
          videos.get(video).file()
              + " is "
              + image.width()
              + "x"
              + image.height()
              + ", expected "
              + size
              + "x"
              + size
              + ".");
    }
    return image;
  }

  /** How many frames of a video are kept. */
  public int frames(int video) {
    try {
      return Math.toIntExact(Files.size(file(video)) / bytes());
    } catch (IOException e) {
      throw new DemoTrainingException("Can't look at " + file(video) + ": " + e, e);
    }
  }

  /** A frame of a video, by its number among those that are kept. */
  public Image frame(int video, int index) {
    byte[] rgb = new byte[bytes()];
    try (RandomAccessFile file = new RandomAccessFile(file(video).toFile(), "r")) {
      file.seek((long) index * rgb.length);
      file.readFully(rgb);
      return new Image(size, size, rgb);
    } catch (IOException e) {
      throw new DemoTrainingException("Can't read " + file(video) + ": " + e, e);
    }
  }
}
