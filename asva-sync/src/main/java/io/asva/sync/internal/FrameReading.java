package io.asva.sync.internal;

import io.asva.core.Cancellation;
import io.asva.core.image.FramePreset;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import io.asva.sync.network.ClipFrames;
import java.util.function.Consumer;

/** Reads the frames of clips, as the classifier's networks take them. Stateless. */
final class FrameReading {
  private static final ClipSampling SAMPLING = ClipSampling.STANDARD;

  private FrameReading() {}

  /**
   * Clips of one video as the classifier's reader takes them: for each slot the frame nearest in
   * time. Frames are prepared as they are decoded, so that few large images are held at once.
   *
   * @param starts where the clips begin, in seconds, rising
   * @param inputs how files are read
   * @param notes is told what was done to a file
   */
  static ClipFrames nearest(
      VideoSource source,
      double[] starts,
      FramePreset preset,
      ClipInputs inputs,
      Consumer<MediaNote> notes,
      Cancellation cancellation) {
    if (source instanceof VideoSource.Memory memory) {
      Video video = memory.video();
      int[][] chosen = SAMPLING.nearest(video.times(), starts);
      return ClipFrames.of(chosen, i -> prepared(video.frames().get(i), preset));
    }
    MediaFile file = inputs.open(((VideoSource.File) source).path());
    ClipReader reader = new ClipReader(file, SAMPLING, inputs.protocol());
    ClipReader.NearestFrames<FloatTensor> nearest =
        reader.nearestFrames(
            starts,
            image -> prepared(image, preset),
            () -> cancellation.check("reading frames"),
            notes);
    return ClipFrames.of(nearest.clips(), nearest::frame);
  }

  /** An image as a network takes it, (1, 3, 224, 224). */
  static FloatTensor prepared(Image image, FramePreset preset) {
    return preset.apply(image.tensor()).unsqueeze(0);
  }
}
