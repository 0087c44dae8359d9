package io.asva.diffusion.testing;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.Configs;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.unet.TinyUnet;
import io.asva.vae.TinyVae;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The smallest networks that make an animator: two levels, 16 channels, one block each, so that a
 * clip of 32x32 takes milliseconds.
 */
public final class TinyModels {
  /** Width of an audio token. */
  public static final int AUDIO = 64;

  /** Width of a text token. */
  public static final int TEXT = 8;

  /** The UNet's configuration file. */
  public static final String UNET = TinyUnet.CONFIG;

  /** The autoencoder's configuration file. */
  public static final String VAE = TinyVae.CONFIG;

  /** The text encoder's configuration file. */
  public static final String CLIP =
      """
      {"vocab_size": 514, "hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 1,
       "num_attention_heads": 2, "max_position_embeddings": 77}
      """;

  /** Heights and widths must be multiples of this. */
  public static final int FACTOR = 4;

  private static final Path TOKENIZER =
      Path.of("src/test/resources/golden/installation-hits/tree/pretrained")
          .resolve("stable-diffusion-v1-5/tokenizer");

  private TinyModels() {}

  /** A folder with all parts, encodings of two categories and of the empty text. */
  public static Path folder(Path empty) {
    write(empty.resolve("unet/config.json"), UNET);
    weights(empty.resolve("unet"), "diffusion_pytorch_model", TinyUnet.weights());
    write(empty.resolve("vae/config.json"), VAE);
    weights(empty.resolve("vae"), "diffusion_pytorch_model", TinyVae.weights());
    weights(empty.resolve("audio_encoder"), "diffusion_pytorch_model", audioWeights());
    encodings(empty, Map.of("bell ringing", TEXT, "drum beating", TEXT));
    new SafetensorsWriter()
        .add("tensor", values("null", 1, 77, TEXT))
        .replace(empty.resolve("openai-clip-l_null_text_encoding.pt"));
    return empty;
  }

  /** Adds a text encoder with its tokenizer. */
  public static void addTextEncoder(Path folder) {
    write(folder.resolve("text_encoder/config.json"), CLIP);
    weights(folder.resolve("text_encoder"), "model", clipWeights());
    for (String file : List.of("vocab.json", "merges.txt", "tokenizer_config.json")) {
      copy(TOKENIZER.resolve(file), folder.resolve("tokenizer").resolve(file));
    }
  }

  /** Writes encodings of texts, each as wide as told. */
  public static void encodings(Path folder, Map<String, Integer> widths) {
    SafetensorsWriter writer = new SafetensorsWriter();
    widths.forEach((name, width) -> writer.add(name, values(name, 1, 77, width)));
    writer.replace(folder.resolve("class_clip_text_encodings_stable-diffusion-v1-5.safetensors"));
  }

  /** Weights as a file in a folder. */
  public static void weights(Path folder, String name, Weights weights) {
    create(folder);
    new SafetensorsWriter()
        .withoutSync()
        .addAll(weights)
        .replace(folder.resolve(name + ".safetensors"));
  }

  /** A text file, with the folders above it. */
  public static void write(Path file, String text) {
    try {
      create(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) {
    try {
      create(to.getParent());
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(@Nullable Path folder) {
    try {
      Files.createDirectories(Objects.requireNonNull(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The audio encoder's weights. */
  public static Weights audioWeights() {
    ImageBindConfig config = new ImageBindConfig(AUDIO, 1, 1, 16);
    return recipe("audio", ImageBindAudioGraph.weights(config, ImageBindNames.trained()));
  }

  /** The text encoder's weights. */
  public static Weights clipWeights() {
    return clipWeights(CLIP);
  }

  /** Weights of a text encoder of a configuration file. */
  public static Weights clipWeights(String config) {
    return recipe("clip", ClipTextGraph.weights(ClipTextConfig.of(Configs.of(config))));
  }

  /** Numbers that any machine computes from a name. */
  public static FloatTensor values(String name, int... dims) {
    Shape shape = Shape.of(dims);
    return new FloatTensor(shape, new WeightRecipe("tiny", 1).values(name, shape));
  }

  private static Weights recipe(String network, Map<String, Shape> manifest) {
    return RecipeWeights.of(
        new WeightRecipe("tiny-" + network, 1), List.of("final_layer_norm."), manifest);
  }
}
