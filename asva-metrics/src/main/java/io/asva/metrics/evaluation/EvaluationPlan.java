package io.asva.metrics.evaluation;

import io.asva.media.Protocol;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetVideo;
import io.asva.media.dataset.Split;
import io.asva.media.dataset.VideoList;
import io.asva.metrics.MetricsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pairs of real videos and generated clips that are compared.
 *
 * @param groundTruthRoot the folder that names of videos are relative to
 * @param generatedRoot the folder of generated clips
 * @param videos sorted by name
 */
record EvaluationPlan(Path groundTruthRoot, Path generatedRoot, List<EvaluatedVideo> videos) {

  /**
   * Matches a data set's test videos with generated clips.
   *
   * @throws MetricsException that lists the videos without the right number of clips
   */
  static EvaluationPlan of(Dataset dataset, Path generatedRoot, EvaluationSettings settings) {
    VideoList list = dataset.videos(Split.TEST);
    GeneratedFiles generated = GeneratedFiles.of(generatedRoot, list.videos());
    generated.requireCount(list.videos(), settings.clipsPerVideo());
    boolean reference = settings.protocol() == Protocol.REFERENCE;
    List<DatasetVideo> sorted = new ArrayList<>(list.videos());
    sorted.sort(Comparator.comparing(DatasetVideo::name));
    // The reference sorts the names and leaves the categories in the list's order: Q4 of Protocol.
    List<DatasetVideo> texts = reference ? list.videos() : sorted;
    List<EvaluatedVideo> videos = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      DatasetVideo video = sorted.get(i);
      videos.add(
          new EvaluatedVideo(
              video.name(),
              video.file(),
              video.category(),
              text(dataset, texts.get(i).category(), reference),
              video.segment(),
              generated.of(video)));
    }
    return new EvaluationPlan(list.root(), generatedRoot, videos);
  }

  private static String text(Dataset dataset, String category, boolean reference) {
    boolean raw =
        switch (dataset.layout()) {
          case THE_GREATEST_HITS -> false;
          case AVSYNC15, LANDSCAPES, VGGSS, FOLDER -> reference; // Q3 of Protocol
        };
    return raw ? category : dataset.text(category);
  }

  /** Whether every video has a text to be compared with. */
  boolean hasTexts() {
    return videos.stream().noneMatch(video -> video.text().isEmpty());
  }

  /** A clip's path under the folder of generated clips, with forward slashes. */
  String path(Path clip) {
    String separator = clip.getFileSystem().getSeparator();
    return generatedRoot.relativize(clip).toString().replace(separator, "/");
  }
}
