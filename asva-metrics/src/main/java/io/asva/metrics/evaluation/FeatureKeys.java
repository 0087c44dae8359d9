package io.asva.metrics.evaluation;

import io.asva.core.runtime.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names what is kept by all that it depends on. */
final class FeatureKeys {
  private static final String FORMAT = "4"; // another number when what is kept changes

  private final String common;

  FeatureKeys(EvaluationSettings settings, EvaluationModels models, Device device) {
    List<String> parts = new ArrayList<>();
    parts.add(FORMAT);
    parts.add(settings.metrics().toString());
    parts.add(settings.protocol().name());
    parts.add(settings.height() + "x" + settings.width());
    parts.add(settings.sampling().toString());
    parts.add(String.valueOf(settings.clipsPerVideo()));
    parts.add(device.toString());
    for (EvaluationMetric metric : settings.metrics()) {
      models.needs(metric).stream()
          .filter(Files::exists)
          .forEach(path -> parts.add(WorkFolder.fingerprint(path)));
    }
    common = String.join("\n", parts);
  }

  /** The key of a real video's clips. */
  String real(EvaluatedVideo video) {
    return common + "\nreal " + video.segment() + "\n" + WorkFolder.fingerprint(video.file());
  }

  /** The key of a generated clip. */
  String made(Path clip, String text) {
    return common + "\nmade " + text + "\n" + WorkFolder.fingerprint(clip);
  }
}
