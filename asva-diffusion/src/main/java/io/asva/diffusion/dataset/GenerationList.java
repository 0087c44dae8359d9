package io.asva.diffusion.dataset;

import io.asva.media.dataset.DatasetVideo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The different videos to be animated, in the list's order.
 *
 * @param videos the videos
 */
record GenerationList(List<DatasetVideo> videos) {
  private static final int SHOWN = 5;

  static GenerationList of(GenerationRequest request) {
    Map<String, DatasetVideo> distinct = new LinkedHashMap<>();
    for (DatasetVideo video : request.dataset().videos(request.split()).videos()) {
      distinct.putIfAbsent(video.name(), video);
    }
    if (request.category().isEmpty()) {
      requireCategories(request, distinct.values());
    }
    return new GenerationList(List.copyOf(distinct.values()));
  }

  private static void requireCategories(
      GenerationRequest request, Collection<DatasetVideo> videos) {
    List<String> without =
        videos.stream()
            .filter(video -> request.dataset().text(video.category()).isEmpty())
            .map(DatasetVideo::name)
            .toList();
    if (!without.isEmpty()) {
      throw new GenerationException(
          without.size()
              + " videos of "
              + request.dataset().folder()
              + " lie in no folder of a category: "
              + String.join(", ", without.subList(0, Math.min(SHOWN, without.size())))
              + (without.size() > SHOWN ? " and others" : "")
              + ". Name the category of all videos (--category).");
    }
  }
}
