package io.asva.metrics.evaluation;

import io.asva.media.dataset.Segment;
import java.nio.file.Path;
import java.util.List;

/**
 * A video of the ground truth and what was generated for it.
 *
 * @param name as it is listed
 * @param file where it lies
 * @param category its own
 * @param text what IT compares its clips with; empty if there is none
 * @param segment the part of it that is meant
 * @param generated the clips, one for each of the video's, in their order
 */
record EvaluatedVideo(
    String name, Path file, String category, String text, Segment segment, List<Path> generated) {}
