package io.asva.examples.training.run;

import io.asva.core.layout.ModelsLayout;
import io.asva.demo.models.DemoModels;
import io.asva.examples.training.plan.DemoStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where everything lies that making the demo's models needs and gives:
 *
 * <pre>
 * data/             the drawn data set
 * frames/           some of its frames, decoded
 * cache/            what frozen networks make of it
 * runs/STAGE/       logs and checkpoints
 * models/           finished networks, in the reference's layout
 * starts/STAGE/     what later trainings begin with
 * packed/           both, with the logs and the model card
 * </pre>
 *
 * @param root the folder
 */
public record DemoFolder(Path root) {
  /** The drawn data set. */
  public Path data() {
    return root.resolve("data");
  }

  /** The labels of the drawn videos. */
  public Path labels() {
    return data().resolve("labels.jsonl");
  }

  /** Some frames of the drawn videos, decoded. */
  public Path frames() {
    return root.resolve("frames");
  }

  /** The logs and checkpoints of a stage. */
  public Path run(DemoStage stage) {
    return root.resolve("runs").resolve(stage.key());
  }

  /** Finished networks, in the reference's layout. */
  public Path models() {
    return root.resolve("models");
  }

  private ModelsLayout layout() {
    return new ModelsLayout(models());
  }

  /** The autoencoder's folder. */
  public Path vae() {
    return layout().stableDiffusion().vae();
  }

  /** The text encoder's folder. */
  public Path textEncoder() {
    return layout().stableDiffusion().textEncoder();
  }

  /** The folder of the tokenizer's files. */
  public Path tokenizer() {
    return layout().stableDiffusion().tokenizer();
  }

  /** The scheduler's configuration. */
  public Path scheduler() {
    return layout().stableDiffusion().scheduler();
  }

  /** The file of the audio encoder's weights. */
  public Path audioEncoder() {
    return layout().imageBind();
  }

  /** The file of the encoding of the empty text. */
  public Path nullText() {
    return layout().nullText();
  }

  /** The folder of the weights that later trainings begin with. */
  public Path starts() {
    return root.resolve("starts");
  }

  /** The weights that a stage leaves for those that follow. */
  public Path start(DemoStage stage) {
    return starts().resolve(stage.key());
  }

  /** The denoiser that knows images only. */
  public Path imageUnet() {
    return start(DemoStage.TEXT_PICTURES).resolve("unet");
  }

  /**
   * The weights that a part of the denoiser's training on clips leaves for the next; parts begin at
   * 1.
   */
  public Path partOfClips(int part) {
    return starts().resolve("clips-" + part);
  }

  /** The folder of the finished denoiser's network, which so many updates have made. */
  public Path denoiser(int steps) {
    return ModelsLayout.modules(
        ModelsLayout.checkpoint(layout().experiment(DemoModels.DATASET), steps));
  }

  /** The classifier's networks, where the reference's metrics look for them. */
  public Path classifier() {
    return layout().classifier();
  }

  /** All that is shipped. */
  public Path packed() {
    return root.resolve("packed");
  }

  /** The folder that an animator and a scorer open. */
  public Path packedModels() {
    return packed().resolve("models");
  }

  /** Makes the folder of a file. */
  public static void createFor(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      create(folder);
    }
  }

  /**
   * Makes a folder, and those that it lies in, if they are not there.
   *
   * @return the folder
   */
  public static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DemoTrainingException("Can't make the folder " + folder + ": " + e, e);
    }
  }
}
