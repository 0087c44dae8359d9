package io.asva.diffusion;

import io.asva.core.message.MissingModels;
import io.asva.diffusion.model.Checkpoints;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.PublishedDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the parts that a builder chose, and lists at once all that are missing. */
final class AnimatorParts {
  private AnimatorParts() {}

  /**
   * Where parts lie that are not given open; absent if there are none.
   *
   * @throws AnimationException if parts are missing
   */
  static Optional<ModelFolder> locate(AnimatorBuilder chosen) {
    if (chosen.models == null) {
      return withoutFolder(chosen);
    }
    ModelFolder folder = folder(chosen, chosen.models);
    ModelFolder replaced =
        folder.with(
            Optional.ofNullable(chosen.unetFolder),
            Optional.ofNullable(chosen.vaeFolder),
            Optional.ofNullable(chosen.audioPlace));
    require(chosen, replaced.missing(), "The models in " + folder.root(), hint(chosen, folder));
    return Optional.of(replaced);
  }

  private static ModelFolder folder(AnimatorBuilder chosen, Path models) {
    if (chosen.places != null) {
      return chosen.places;
    }
    return chosen.dataset == null
        ? ModelFolder.in(models)
        : ModelFolder.ofDataset(models, chosen.dataset);
  }

  private static Optional<ModelFolder> withoutFolder(AnimatorBuilder chosen) {
    if (chosen.dataset != null) {
      throw new AnimationException(
          "The data set "
              + chosen.dataset
              + " is named, but not the folder that its model lies in: give models(folder).");
    }
    Map<String, String> missing = new LinkedHashMap<>();
    if (chosen.unet == null && chosen.unetFolder == null) {
      missing.put(ModelFolder.UNET, "unet(...)");
    }
    if (chosen.vae == null && chosen.vaeFolder == null) {
      missing.put(ModelFolder.VAE, "vae(...)");
    }
    if (chosen.audio == null && chosen.audioPlace == null) {
      missing.put(ModelFolder.AUDIO, "audioEncoder(...)");
    }
    if (chosen.text == null) {
      missing.put(ModelFolder.WORDS, "text(...)");
    }
    if (!missing.isEmpty()) {
      throw new AnimationException(
          "The models are missing: give models(folder), and dataset(name) where it has the original's layout; or give each part, of which these lack:"
              + list(missing));
    }
    Path nowhere = Path.of("");
    ModelFolder places =
        ModelFolder.ofParts(nowhere.toAbsolutePath())
            .with(
                Optional.of(chosen.unetFolder == null ? nowhere : chosen.unetFolder),
                Optional.of(chosen.vaeFolder == null ? nowhere : chosen.vaeFolder),
                Optional.of(chosen.audioPlace == null ? nowhere : chosen.audioPlace));
    require(chosen, places.missing(), "The parts that were named", "");
    return Optional.of(places);
  }

  private static void require(
      AnimatorBuilder chosen, Map<String, Path> missing, String what, String hint) {
    Map<String, Path> left = new LinkedHashMap<>(missing);
    if (chosen.unet != null) {
      left.keySet().removeIf(part -> part.startsWith(ModelFolder.UNET));
    }
    if (chosen.vae != null) {
      left.keySet().removeIf(part -> part.startsWith(ModelFolder.VAE));
    }
    if (chosen.audio != null) {
      left.remove(ModelFolder.AUDIO);
    }
    if (chosen.text != null) {
      left.remove(ModelFolder.WORDS);
    }
    if (!left.isEmpty()) {
      throw new AnimationException(what + " lack parts:" + list(left) + hint);
    }
  }

  private static String list(Map<String, ?> missing) {
    return missing.entrySet().stream()
        .map(e -> "\n  " + e.getKey() + ": " + e.getValue())
        .collect(Collectors.joining());
  }

  private static String hint(AnimatorBuilder chosen, ModelFolder folder) {
    List<String> there = Checkpoints.datasets(folder.root());
    if (there.isEmpty()) {
      return published(chosen, folder);
    }
    if (chosen.dataset == null) {
      return "\nThe folder has the original's layout: name one of its data sets, " + there + ".";
    }
    return (Files.exists(folder.unet()) ? "" : "\nIt holds models for the data sets " + there + ".")
        + published(chosen, folder);
  }

  /** Who knows where the published models are to be had, if one of them is meant. */
  private static String published(AnimatorBuilder chosen, ModelFolder folder) {
    return chosen.dataset == null
        ? MissingModels.forAnimating(folder.root(), PublishedDataset.AVSYNC15.folder())
        : PublishedDataset.of(chosen.dataset)
            .map(dataset -> MissingModels.forAnimating(folder.root(), dataset.folder()))
            .orElse("");
  }
}
