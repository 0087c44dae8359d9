package io.asva.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.config.ModelConfig;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.examples.testing.Trees;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small stand-in for a user's downloads: Stable Diffusion with a UNet for images, and ImageBind.
 */
final class SmallDiffusion {
  private static final String STABLE_DIFFUSION = "pretrained/stable-diffusion-v1-5";
  private static final String TRAINED =
      "checkpoints/audio-cond_animation/demo_audio-cond_cfg/ckpts/checkpoint-1/modules/unet";

  private SmallDiffusion() {}

  static void write(Path root) throws IOException {
    Trees.copy(SmallDemo.MODELS.resolve(STABLE_DIFFUSION), root.resolve(STABLE_DIFFUSION));
    Trees.copy(SmallDemo.MODELS.resolve(".checkpoints"), root.resolve(".checkpoints"));
    Path unet = Files.createDirectories(root.resolve(STABLE_DIFFUSION).resolve("unet"));
    ObjectMapper json = new ObjectMapper();
    Path config = SmallDemo.MODELS.resolve(TRAINED).resolve("config.json");
    ObjectNode forImages = (ObjectNode) json.readTree(config.toFile());
    // The small ImageBind's width stays in it; that of the real one need not be said.
    forImages.put("_class_name", "UNet2DConditionModel");
    String down = "CrossAttnDownBlock2D";
    String up = "CrossAttnUpBlock2D";
    names(forImages, "down_block_types", down, down, down, "DownBlock2D");
    names(forImages, "up_block_types", "UpBlock2D", up, up, up);
    json.writeValue(unet.resolve("config.json").toFile(), forImages);
    Map<String, Shape> weights =
        new LinkedHashMap<>(UnetGraph.weights(UnetConfig.of(ModelConfig.read(config))));
    weights.keySet().removeIf(name -> name.contains("_temp") || name.contains("_audio"));
    new SafetensorsWriter()
        .addAll(RecipeWeights.of(new WeightRecipe("pictures", 1), List.of(), weights))
        .write(unet.resolve("diffusion_pytorch_model.safetensors"));
  }

  private static void names(ObjectNode config, String key, String... names) {
    config.remove(key);
    List.of(names).forEach(config.withArray("/" + key)::add);
  }
}
