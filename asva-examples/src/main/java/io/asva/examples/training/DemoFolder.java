package io.asva.examples.training;

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
record DemoFolder(Path root) {
  private static final String DIFFUSION = "pretrained/stable-diffusion-v1-5/";

  /** The base name of a network's weights, as diffusers has it. */
  static final String WEIGHTS = "diffusion_pytorch_model";

  Path data() {
    return root.resolve("data");
  }

  /** What is known of the drawn videos. */
  Path labels() {
    return data().resolve("labels.jsonl");
  }

  Path frames() {
    return root.resolve("frames");
  }

  Path run(DemoStage stage) {
    return root.resolve("runs").resolve(stage.key());
  }

  Path models() {
    return root.resolve("models");
  }

  Path vae() {
    return models().resolve(DIFFUSION + "vae");
  }

  Path textEncoder() {
    return models().resolve(DIFFUSION + "text_encoder");
  }

  Path tokenizer() {
    return models().resolve(DIFFUSION + "tokenizer");
  }

  Path scheduler() {
    return models().resolve(DIFFUSION + "scheduler");
  }

  Path audioEncoder() {
    return models().resolve(".checkpoints/imagebind_huge.pth");
  }

  Path nullText() {
    return models().resolve("pretrained/openai-clip-l_null_text_encoding.pt");
  }

  Path starts() {
    return root.resolve("starts");
  }

  /** What a stage leaves for those that follow. */
  Path start(DemoStage stage) {
    return starts().resolve(stage.key());
  }

  /** The denoiser that knows pictures only. */
  Path pictureUnet() {
    return start(DemoStage.TEXT_PICTURES).resolve("unet");
  }

  /** The folder of the finished denoiser's network, which so many updates have made. */
  Path denoiser(int steps) {
    return models()
        .resolve("checkpoints/audio-cond_animation/demo_audio-cond_cfg/ckpts")
        .resolve("checkpoint-" + steps)
        .resolve("modules");
  }

  /** The classifier's networks, where the reference's metrics look for them. */
  Path classifier() {
    return models()
        .resolve("checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules");
  }

  Path packed() {
    return root.resolve("packed");
  }

  /** What an animator and a scorer open. */
  Path packedModels() {
    return packed().resolve("models");
  }

  /** Makes the folder of a file. */
  static void createFor(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      create(folder);
    }
  }

  static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DemoTrainingException("Can't make the folder " + folder + ": " + e, e);
    }
  }
}
