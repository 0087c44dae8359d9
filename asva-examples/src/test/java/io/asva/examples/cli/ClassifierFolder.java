package io.asva.examples.cli;

import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindVisionGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small sync classifier and ImageBind in the reference's layout, not trained. */
final class ClassifierFolder {
  static final String MODULES =
      "checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules";
  static final String IMAGE_BIND = ".checkpoints/imagebind_huge.pth";

  private static final NetworkWidths WIDTHS = new NetworkWidths(8, List.of(8, 8, 16, 16));

  private ClassifierFolder() {}

  static void write(Path root) throws IOException {
    Path modules = root.resolve(MODULES);
    write(modules.resolve("audio_encoder"), SyncAudioGraph.weights(WIDTHS));
    write(modules.resolve("video_encoder"), SyncVideoGraph.weights(WIDTHS));
    write(modules.resolve("head"), SyncHeadGraph.weights(SyncHeadGraph.Widths.published(16)));
    Map<String, Shape> bind =
        new LinkedHashMap<>(
            ImageBindAudioGraph.weights(
                new ImageBindConfig(64, 1, 1, 16), ImageBindNames.official(Modality.AUDIO)));
    bind.putAll(
        ImageBindVisionGraph.weights(
            new ImageBindConfig(80, 1, 1, 16), ImageBindNames.official(Modality.VISION)));
    Path file = root.resolve(IMAGE_BIND);
    Files.createDirectories(file.getParent());
    save(file, bind);
  }

  private static void write(Path folder, Map<String, Shape> manifest) throws IOException {
    Files.createDirectories(folder);
    save(folder.resolve("diffusion_pytorch_model.safetensors"), manifest);
  }

  private static void save(Path file, Map<String, Shape> manifest) {
    new SafetensorsWriter()
        .addAll(RecipeWeights.of(new WeightRecipe("small", 1.4), List.of(), manifest))
        .replace(file);
  }
}
