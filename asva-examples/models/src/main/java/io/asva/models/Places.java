package io.asva.models;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.diffusion.model.ModelFolder;
import io.asva.metrics.evaluation.EvaluationModels;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything lies in a folder of models: those who read the files say so, not this class. */
final class Places {
  private final ModelsLayout layout;
  private final ModelFolder animation;
  private final EvaluationModels evaluation;

  /**
   * The places in a folder of either layout.
   *
   * @throws io.asva.diffusion.model.ModelFolderException if there is no such folder
   */
  Places(Path root, String dataset) {
    layout = new ModelsLayout(root);
    animation =
        Files.isDirectory(new PartsLayout(root).unet())
            ? ModelFolder.ofParts(root)
            : ModelFolder.ofDataset(root, dataset);
    evaluation = EvaluationModels.of(root);
  }

  Path unet() {
    return animation.unet();
  }

  Path vae() {
    return animation.vae();
  }

  /** A file, or the folder of an audio encoder that is there. */
  Path imageBind() {
    return Files.exists(animation.audioEncoder())
        ? animation.audioEncoder()
        : evaluation.imageBind();
  }

  Path textEncoder() {
    return animation.textEncoder();
  }

  Path tokenizer() {
    return animation.tokenizer();
  }

  Path scheduler() {
    return animation.scheduler();
  }

  Path nullText() {
    return animation.nullText();
  }

  Path textEncodings() {
    return animation.textEncodings();
  }

  Path classMapping() {
    return animation.classMapping();
  }

  Path classifier() {
    return evaluation.classifier();
  }

  Path inception() {
    return evaluation.inception();
  }

  Path i3d() {
    return evaluation.i3d();
  }

  Path imageUnet() {
    return layout.stableDiffusion().unet();
  }

  Path avid() {
    return layout.avid();
  }
}
