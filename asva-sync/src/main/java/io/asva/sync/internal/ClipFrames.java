package io.asva.sync.internal;

import io.asva.core.image.FramePreset;
import io.asva.core.media.Picture;
import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Clips over frames that they share.
 *
 * @param pictures the distinct frames, in order of their first use
 * @param clips for each clip the positions of its frames
 * @param preset how frames are prepared
 */
record ClipFrames(List<Picture> pictures, List<List<Integer>> clips, FramePreset preset) {

  /** Clips of pictures, of which the same object stands for the same frame. */
  static ClipFrames of(List<List<Picture>> clips, FramePreset preset) {
    Map<Picture, Integer> positions = new IdentityHashMap<>();
    List<Picture> pictures = new ArrayList<>();
    List<List<Integer>> all = new ArrayList<>();
    for (List<Picture> clip : clips) {
      List<Integer> one = new ArrayList<>();
      for (Picture picture : clip) {
        Integer known = positions.get(picture);
        if (known == null) {
          known = pictures.size();
          positions.put(picture, known);
          pictures.add(picture);
        }
        one.add(known);
      }
      all.add(List.copyOf(one));
    }
    return new ClipFrames(List.copyOf(pictures), List.copyOf(all), preset);
  }

  /** A frame as the network takes it: (1, 3, 224, 224). */
  FloatTensor frame(int position) {
    Picture picture = pictures.get(position);
    FloatTensor planes = preset.apply(picture.tensor());
    return planes.reshape(1, 3, preset.size(), preset.size());
  }
}
