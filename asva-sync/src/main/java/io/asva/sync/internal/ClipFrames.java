package io.asva.sync.internal;

import io.asva.core.Cancellation;
import io.asva.core.image.FramePreset;
import io.asva.core.media.ClipReader;
import io.asva.core.media.ClipSampling;
import io.asva.core.media.MediaFile;
import io.asva.core.media.MediaNote;
import io.asva.core.media.Picture;
import io.asva.core.media.Video;
import io.asva.core.media.VideoSource;
import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Clips over frames that they share, each prepared once.
 *
 * @param frames the distinct frames, each (1, 3, 224, 224)
 * @param clips for each clip the positions of its frames
 */
public record ClipFrames(List<FloatTensor> frames, List<List<Integer>> clips) {
  private static final ClipSampling SAMPLING = ClipSampling.STANDARD;

  /** One clip of frames (1, 3, 224, 224), of which the same objects are one frame. */
  public static ClipFrames of(List<FloatTensor> clip) {
    IdentityHashMap<FloatTensor, Integer> positions = new IdentityHashMap<>();
    List<FloatTensor> frames = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();
    for (FloatTensor frame : clip) {
      Integer known = positions.get(frame);
      if (known == null) {
        known = frames.size();
        positions.put(frame, known);
        frames.add(frame);
      }
      shown.add(known);
    }
    return new ClipFrames(frames, List.of(shown));
  }

  /** One clip of prepared frames (n, 3, 224, 224), of which those that follow alike are one. */
  static ClipFrames prepared(FloatTensor clip) {
    List<FloatTensor> frames = new ArrayList<>();
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < clip.shape().dim(0); i++) {
      FloatTensor frame = clip.row(i);
      if (i == 0 || !Arrays.equals(frame.values(), frames.get(frames.size() - 1).values())) {
        frames.add(frame);
      }
      positions.add(frames.size() - 1);
    }
    return new ClipFrames(frames, List.of(positions));
  }

  /**
   * Clips of one video as the classifier's reader takes them: for each slot the frame nearest in
   * time. Frames are prepared as they are decoded, so that few large pictures are held at once.
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
      return of(chosen, i -> prepared(video.frames().get(i), preset));
    }
    MediaFile file = inputs.open(((VideoSource.File) source).path());
    ClipReader reader = new ClipReader(file, SAMPLING, inputs.protocol());
    ClipReader.NearestFrames<FloatTensor> nearest =
        reader.nearestFrames(
            starts,
            picture -> prepared(picture, preset),
            () -> cancellation.check("reading frames"),
            notes);
    return of(nearest.clips(), nearest::frame);
  }

  private static ClipFrames of(int[][] chosen, IntFunction<FloatTensor> prepare) {
    Map<Integer, Integer> positions = new HashMap<>();
    List<FloatTensor> frames = new ArrayList<>();
    List<List<Integer>> clips = new ArrayList<>();
    for (int[] clip : chosen) {
      List<Integer> one = new ArrayList<>();
      for (int index : clip) {
        Integer known = positions.get(index);
        if (known == null) {
          known = frames.size();
          positions.put(index, known);
          frames.add(prepare.apply(index));
        }
        one.add(known);
      }
      clips.add(one);
    }
    return new ClipFrames(frames, clips);
  }

  /** A picture as a network takes it, (1, 3, 224, 224). */
  public static FloatTensor prepared(Picture picture, FramePreset preset) {
    return preset.apply(picture.tensor()).reshape(1, 3, preset.size(), preset.size());
  }
}
