package io.asva.examples.cli;

import io.asva.core.ProgressMonitor;
import io.asva.examples.drawn.ClipFormat.Variety;
import io.asva.examples.drawn.DrawnDataset;
import io.asva.examples.testing.Trees;
import io.asva.media.internal.Transcoding;
import io.asva.metrics.evaluation.EvaluationSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The input of an end-to-end run: small models, a data set of many codecs, an experiment. */
final class EndToEndData {
  /** How many videos there are; all are tested on. */
  static final int VIDEOS = 10;

  private static final String EXPERIMENT = "checkpoints/audio-cond_animation/demo_audio-cond_cfg";

  private EndToEndData() {}

  /** Which networks there are. */
  enum Networks {
    /** Small ones. */
    SMALL,
    /** Those and FID's, which has its full size. */
    ALL
  }

  /** Writes models and data set into {@code models} of a folder. */
  static void write(Path root, Networks networks) throws IOException {
    Path models = root.resolve("models");
    if (networks == Networks.ALL) {
      EvaluationSamples.models(models);
    } else {
      EvaluationSamples.smallModels(models);
    }
    Trees.copy(SmallDemo.MODELS.resolve("pretrained"), models.resolve("pretrained"));
    Path data = models.resolve("datasets/Drawn");
    DrawnDataset.builder()
        .videos(VIDEOS)
        .testVideos(VIDEOS)
        .size(64)
        .variety(Variety.VARIED)
        .build()
        .write(data, ProgressMonitor.none());
    transcode(data, "test.txt");
    transcode(data, "train.txt");
  }

  /** Writes an experiment, of which a checkpoint is there. */
  static void experiment(Path folder) throws IOException {
    Trees.copy(SmallDemo.MODELS.resolve(EXPERIMENT).resolve("ckpts"), folder.resolve("ckpts"));
  }

  /** Leaves each fifth video of a list in H.264 and AAC and writes the others in other codecs. */
  private static void transcode(Path data, String list) throws IOException {
    List<String> names = new ArrayList<>();
    for (String name : Files.readAllLines(data.resolve(list))) {
      List<Transcoding> codecs = List.of(Transcoding.values());
      int choice = names.size() % (codecs.size() + 1);
      names.add(choice == 0 ? name : transcode(data, name, codecs.get(choice - 1)));
    }
    Files.write(data.resolve(list), names);
  }

  private static String transcode(Path data, String name, Transcoding codecs) throws IOException {
    String renamed = name.replaceFirst("\\.mp4$", codecs.ending());
    Path from = data.resolve("videos").resolve(name);
    codecs.transcode(from, data.resolve("videos").resolve(renamed));
    Files.delete(from);
    return renamed;
  }
}
