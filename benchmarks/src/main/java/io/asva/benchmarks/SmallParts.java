package io.asva.benchmarks;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.diffusion.spi.TextSource;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGraph;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An animator's parts with narrow networks. What the animator itself does depends on frames, size
 * and steps, not on the networks' width, so its own time can be measured without theirs.
 */
final class SmallParts {
  private static final int TEXT_WIDTH = 48;
  private static final ImageBindConfig AUDIO = new ImageBindConfig(64, 1, 1, 64);

  private static final String UNET =
      """
      {"block_out_channels": [32, 64, 64, 64], "layers_per_block": 1, "cross_attention_dim": 48,
       "audio_cross_attention_dim": 64, "attention_head_dim": 8, "norm_num_groups": 8}""";
  private static final String VAE =
      """
      {"block_out_channels": [16, 32, 32, 32], "layers_per_block": 1, "norm_num_groups": 8,
       "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D",
                            "DownEncoderBlock2D", "DownEncoderBlock2D"],
       "up_block_types": ["UpDecoderBlock2D", "UpDecoderBlock2D",
                          "UpDecoderBlock2D", "UpDecoderBlock2D"]}""";

  private SmallParts() {}

  /** Writes UNet, VAE and audio encoder into an empty folder. */
  static void write(Path folder) throws IOException {
    part(folder, "unet", UNET, UnetGraph.weights(UnetConfig.of(FullSize.json(UNET))));
    part(folder, "vae", VAE, VaeGraph.weights(VaeConfig.of(FullSize.json(VAE))));
    part(
        folder,
        "audio_encoder",
        "{}",
        ImageBindAudioGraph.weights(AUDIO, ImageBindNames.trained()));
  }

  private static void part(Path folder, String name, String config, Map<String, Shape> manifest)
      throws IOException {
    Path part = Files.createDirectories(folder.resolve(name));
    Files.writeString(part.resolve("config.json"), config);
    new SafetensorsWriter()
        .addAll(RecipeWeights.of(new WeightRecipe("small-" + name, 1), List.of(), manifest))
        .write(part.resolve("diffusion_pytorch_model.safetensors"));
  }

  /** Words that need no network. */
  static TextSource text() {
    return new FixedText(FullSize.random(4, 1, FullSize.TEXT_TOKENS, TEXT_WIDTH));
  }

  private record FixedText(FloatTensor encoding) implements TextSource {
    @Override
    public int channels() {
      return TEXT_WIDTH;
    }

    @Override
    public FloatTensor category(String name, Cancellation cancellation) {
      return encoding;
    }

    @Override
    public FloatTensor text(String text, Cancellation cancellation) {
      return encoding;
    }

    @Override
    public FloatTensor nullText(Cancellation cancellation) {
      return encoding;
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }
}
