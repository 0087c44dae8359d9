package io.asva.sync.network;

import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Clips over frames that they share, each prepared once.
 *
 * @param frames the distinct frames, each (1, 3, 224, 224)
 * @param clips for each clip the positions of its frames
 */
public record ClipFrames(List<FloatTensor> frames, List<List<Integer>> clips) {
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
  public static ClipFrames ofRows(FloatTensor clip) {
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
   * Clips of frames that are chosen from a video by their positions, each frame prepared once.
   *
   * @param chosen for each clip the positions of its frames in the video
   * @param prepare gives the frame (1, 3, 224, 224) of a position
   */
  public static ClipFrames of(int[][] chosen, IntFunction<FloatTensor> prepare) {
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
}
