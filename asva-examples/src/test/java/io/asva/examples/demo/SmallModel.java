package io.asva.examples.demo;

import static java.util.Objects.requireNonNull;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.config.ModelConfig;
import io.asva.core.files.Folders;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.examples.training.text.DemoVocabulary;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGraph;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small model in the reference's layout, made from the weight recipe: every part of the real one
 * with small widths. Its weights are not trained, so what it makes does not look like anything.
 */
public final class SmallModel {
  /** Its data set, in the reference's layout. */
  public static final String DATASET = "Demo";

  /** Its one category. */
  public static final String CATEGORY = "bell ringing";

  // Part of the folder's name: a folder of another version is left alone, not misread.
  private static final String VERSION = "small-model-1";

  private static final String DIFFUSION = "pretrained/stable-diffusion-v1-5/";
  private static final String UNET =
      "checkpoints/audio-cond_animation/demo_audio-cond_cfg/ckpts/checkpoint-1/modules/unet";
  private static final String DIFFUSERS_FILE = "diffusion_pytorch_model.safetensors";

  /** "bell" is one token, "ing" is an ending. */
  public static final DemoVocabulary VOCABULARY =
      new DemoVocabulary(List.of("i n", "in g</w>", "b e", "l l</w>", "be ll</w>"));

  private static final ImageBindConfig AUDIO = new ImageBindConfig(64, 2, 1, 64);

  private final Path root;

  private SmallModel(Path root) {
    this.root = root;
  }

  /**
   * The model's folder, made if it is not there yet. It appears whole or not at all.
   *
   * @param cache the folder to make it in
   */
  public static Path in(Path cache) {
    Path folder = cache.resolve(VERSION);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(cache);
      Path temporary = Files.createTempDirectory(cache, ".small-model-");
      try {
        new SmallModel(temporary).write();
        Files.move(temporary, folder);
      } catch (FileAlreadyExistsException e) {
        Folders.delete(temporary); // another process was faster, with the same result
      } catch (IOException | RuntimeException e) {
        Folders.delete(temporary);
        throw e;
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("Can't make the small model in " + cache + ": " + e, e);
    }
  }

  private void write() throws IOException {
    ModelConfig unet = config("unet.json", UNET + "/config.json");
    weights("unet", UnetGraph.weights(UnetConfig.of(unet)), UNET + "/" + DIFFUSERS_FILE);
    ModelConfig vae = config("vae.json", DIFFUSION + "vae/config.json");
    weights("vae", VaeGraph.weights(VaeConfig.of(vae)), DIFFUSION + "vae/" + DIFFUSERS_FILE);
    ModelConfig text = config("text_encoder.json", DIFFUSION + "text_encoder/config.json");
    weights(
        "text",
        ClipTextGraph.weights(ClipTextConfig.of(text)),
        DIFFUSION + "text_encoder/model.safetensors");
    copy("scheduler.json", DIFFUSION + "scheduler/scheduler_config.json");
    VOCABULARY.write(Files.createDirectories(root.resolve(DIFFUSION + "tokenizer")));
    // Its name is the reference's; readers go by content.
    weights(
        "audio",
        ImageBindAudioGraph.weights(AUDIO, ImageBindNames.official(Modality.AUDIO)),
        ".checkpoints/imagebind_huge.pth");
    Path data = Files.createDirectories(root.resolve("datasets").resolve(DATASET));
    Files.writeString(
        data.resolve("class_mapping.json"),
        "{\"" + CATEGORY.replace(' ', '_') + "\": \"" + CATEGORY + "\"}\n");
  }

  private ModelConfig config(String resource, String file) throws IOException {
    return ModelConfig.read(copy(resource, file));
  }

  private Path copy(String resource, String file) throws IOException {
    Path target = root.resolve(file);
    Files.createDirectories(target.getParent());
    try (InputStream in = requireNonNull(SmallModel.class.getResourceAsStream(resource))) {
      Files.copy(in, target);
    }
    return target;
  }

  private void weights(String network, Map<String, Shape> manifest, String file)
      throws IOException {
    Path target = root.resolve(file);
    Files.createDirectories(target.getParent());
    WeightRecipe recipe = new WeightRecipe(VERSION + "-" + network, 1);
    new SafetensorsWriter()
        .withoutSync()
        .metadata("note", "made from a recipe, not trained")
        .addAll(RecipeWeights.of(recipe, List.of(), manifest))
        .write(target);
  }
}
