package io.asva.examples.training.trial;

import io.asva.core.files.PlainFile;
import io.asva.core.files.Sha256;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.DemoTrainingException;
import io.asva.examples.training.run.Settings;
import io.asva.examples.training.run.StageRun;
import io.asva.training.TrainingFigures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts the networks and the logs of their training together, to be shipped.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class PackStage {
  private static final String CATEGORIES = "class_mapping.json";

  // The first steps in full, for those who repeat them.
  private static final int WHOLE = 200;
  private static final int EVERY = 10;

  private final DemoFolder folder;

  /** The stage of a run. */
  public PackStage(StageRun run) {
    this.folder = run.folder();
  }

  /** Copies what is shipped to where it is packed, in place of what may be there. */
  public void run() {
    try {
      for (Path kind : List.of(folder.models(), folder.starts())) {
        for (Path file : files(kind)) {
          copy(file, folder.packed().resolve(folder.root().relativize(file)));
        }
      }
      Path data =
          DemoFolder.create(new ModelsLayout(folder.packedModels()).dataset(DemoModels.DATASET));
      copy(folder.data().resolve(CATEGORIES), data.resolve(CATEGORIES));
      nameDataset(ModelFolder.ofDataset(folder.packedModels(), DemoModels.DATASET));
      Settings.write(folder.packedModels().resolve(DemoModels.LIST), sums(folder.packedModels()));
      Path runs = folder.root().resolve("runs");
      for (Path log : files(runs)) {
        if (log.endsWith("train.jsonl")) {
          String stage = runs.relativize(log).getName(0).toString();
          Settings.write(folder.packed().resolve("logs").resolve(stage + ".jsonl"), thinned(log));
        }
      }
    } catch (IOException e) {
      throw new DemoTrainingException("Can't write to " + folder.packed() + ": " + e, e);
    }
  }

  /** A run knows its data set by the folder that the data are in. */
  private static void nameDataset(ModelFolder models) throws IOException {
    Path config = models.unet().resolve(PartsLayout.CONFIG);
    TrainedVideos videos = models.trainedOn().orElseThrow();
    TrainedVideos named =
        new TrainedVideos(
            DemoModels.DATASET, videos.size(), videos.sampling(), videos.categories());
    Settings.write(config, named.in(PlainFile.text(config)));
  }

  /** The sums of all files, as sha256sum writes and checks them. */
  private static String sums(Path root) throws IOException {
    StringBuilder sums = new StringBuilder();
    for (Path file : files(root)) {
      if (!file.endsWith(DemoModels.LIST)) {
        String name = root.relativize(file).toString().replace('\\', '/');
        sums.append(Sha256.of(file)).append("  ").append(name).append('\n');
      }
    }
    return sums.toString();
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    DemoFolder.createFor(to);
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String thinned(Path log) throws IOException {
    List<String> kept = new ArrayList<>();
    List<String> lines = PlainFile.text(log).lines().toList();
    List<TrainingFigures> figures = TrainingFigures.read(log);
    for (int i = 0; i < figures.size(); i++) {
      int step = figures.get(i).step();
      boolean evaluation = lines.get(i).contains("\"test_");
      if (step <= WHOLE || step % EVERY == 0 || evaluation) {
        kept.add(lines.get(i));
      }
    }
    return String.join("\n", kept) + "\n";
  }
}
