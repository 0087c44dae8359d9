package io.asva.sync;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.message.MissingModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the weights lie that scoring needs. They need not exist.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param classifier the {@code modules} folder of a checkpoint of the classifier
 * @param imageBind {@code imagebind_huge.pth}, which AlignSync needs
 */
public record SyncModels(Path classifier, Path imageBind) {
  private static final String WORK = "sync";
  private static final String WEIGHTS = ModelsLayout.WEIGHTS;

  /**
   * The places in the folder in which the reference was run, {@code checkpoints} and {@code
   * .checkpoints}; or, where those are missing, in the folder itself.
   */
  public static SyncModels of(Path root) {
    ModelsLayout layout = new ModelsLayout(root);
    return new SyncModels(
        firstThere(layout.classifier(), ModelsLayout.modules(root), root),
        firstThere(layout.imageBind(), root.resolve(ModelsLayout.IMAGE_BIND)));
  }

  private static Path firstThere(Path... places) {
    for (Path place : places) {
      if (place.endsWith(ModelsLayout.IMAGE_BIND)
          ? Files.exists(place)
          : missing(place).isEmpty()) {
        return place;
      }
    }
    return places[0];
  }

  /** The same with another classifier. */
  public SyncModels withClassifier(Path modules) {
    return new SyncModels(modules, imageBind);
  }

  /** Whether the classifier's three networks are there. */
  public boolean hasClassifier() {
    return missing(classifier).isEmpty();
  }

  /**
   * The classifier's folder.
   *
   * @throws SyncException that lists which files are missing
   */
  public Path requireClassifier() {
    List<String> missing = missing(classifier);
    if (missing.isEmpty()) {
      return classifier;
    }
    throw new SyncException(
        "The sync classifier is not complete. Looked for in "
            + classifier.toAbsolutePath()
            + "; missing there: "
            + String.join(", ", missing)
            + ". Give the modules folder of its checkpoint, or the folder that holds the"
            + " reference's checkpoints. "
            + MissingModels.forWork(WORK));
  }

  /**
   * ImageBind's file.
   *
   * @throws SyncException that says where it was looked for
   */
  public Path requireImageBind() {
    if (Files.exists(imageBind)) {
      return imageBind;
    }
    throw new SyncException(
        "AlignSync needs ImageBind's weights, and there is no "
            + imageBind.toAbsolutePath()
            + ". Download imagebind_huge.pth to that place, or give the folder that holds"
            + " .checkpoints/imagebind_huge.pth. "
            + MissingModels.forWork(WORK));
  }

  private static List<String> missing(Path modules) {
    List<String> missing = new ArrayList<>();
    for (String part : ModelsLayout.CLASSIFIER) {
      if (!holdsWeights(modules.resolve(part))) {
        missing.add(part + "/" + WEIGHTS + ".safetensors (or .bin)");
      }
    }
    return missing;
  }

  private static boolean holdsWeights(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(f -> String.valueOf(f.getFileName()).startsWith(WEIGHTS));
    } catch (IOException e) {
      throw new SyncException("Can't look into the folder " + folder + ": " + e, e);
    }
  }
}
