package io.asva.media.dataset;

import static java.util.Objects.requireNonNull;

import io.asva.media.MediaNote;
import io.asva.media.MediaNoteCount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns what decoding told into what is wrong with a split. */
final class SplitFindings {
  private final Dataset dataset;
  private final Split split;
  private final VideoUse use;
  private final Set<Path> trainedOn;

  private final List<Finding> findings = new ArrayList<>();
  private final Map<DatasetVideo, Integer> places = new LinkedHashMap<>();
  private final Map<VideoUse, Integer> uses = new EnumMap<>(VideoUse.class);
  private double seconds;

  SplitFindings(Dataset dataset, Split split, VideoUse use, Set<Path> trainedOn) {
    this.dataset = dataset;
    this.split = split;
    this.use = use;
    this.trainedOn = trainedOn;
    for (VideoUse each : VideoUse.values()) {
      uses.put(each, 0);
    }
  }

  DatasetReport.Checked of(List<DatasetVideo> videos, Map<DatasetVideo, VideoFacts> facts) {
    for (int i = 0; i < videos.size(); i++) {
      DatasetVideo video = videos.get(i);
      Integer before = places.putIfAbsent(video, i + 1);
      if (before != null) {
        add(video, Problem.LISTED_TWICE, "it is number " + before + " and " + (i + 1) + " listed");
      } else {
        look(video, requireNonNull(facts.get(video)));
      }
    }
    List<List<MediaNote>> notes =
        places.keySet().stream().map(video -> requireNonNull(facts.get(video)).notes()).toList();
    return new DatasetReport.Checked(
        split, videos.size(), seconds, uses, findings, MediaNoteCount.of(notes));
  }

  private void look(DatasetVideo video, VideoFacts facts) {
    facts.problems().forEach(found -> add(video, found.problem(), found.detail()));
    seconds += facts.seconds();
    for (VideoUse each : VideoUse.values()) {
      if (facts.fits(each)) {
        uses.merge(each, 1, Integer::sum);
      }
    }
    if (facts.isUsable()) {
      checkUse(video, facts);
    }
    if (trainedOn.contains(video.file())) {
      add(video, Problem.TRAINED_ON, "it is in train.txt as well");
    }
    Map<String, String> texts = dataset.mapping().texts();
    if (!texts.isEmpty() && !texts.containsKey(video.category())) {
      add(
          video,
          Problem.NO_TEXT,
          "its category \"" + video.category() + "\" is not in " + dataset.classMapping());
    }
  }

  private void checkUse(DatasetVideo video, VideoFacts facts) {
    if (!use.isLongEnough(facts.seconds())) {
      add(
          video,
          Problem.TOO_SHORT,
          String.format(
              Locale.ROOT,
              "it lasts %.2f s; %s need%s %.1f s",
              facts.seconds(),
              use.label(),
              use == VideoUse.CLIPS ? "" : "s",
              use.seconds()));
    }
    if (facts.fps() > 0 && !use.isFastEnough(facts.fps())) {
      add(
          video,
          Problem.TOO_FEW_FRAMES,
          String.format(
              Locale.ROOT,
              "it has %.2f frames a second; %s needs %.0f",
              facts.fps(),
              use.label(),
              use.fps()));
    }
  }

  private void add(DatasetVideo video, Problem problem, String detail) {
    findings.add(new Finding(split, video, problem, detail));
  }
}
