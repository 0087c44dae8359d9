package io.asva.diffusion.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.files.PlainFile;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.initial.FreshWeights;
import io.asva.core.initial.Initial;
import io.asva.core.initial.MergedWeights;
import io.asva.core.layout.PartsLayout;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A denoiser as it is before training. Made from a UNet for images it has that one's weights, which
 * stay in their file; fresh are all whose names hold {@code _temp}, and those that the UNet for
 * images lacks or has in another shape. Fresh weights have PyTorch's defaults, the layers over time
 * zeros, and the temporal attentions' last matrices zeros too (their biases not), as in the
 * original.
 *
 * @param model configuration and weights
 * @param config the text of its {@code config.json}
 * @param fresh the names of the weights that are fresh
 */
public record StartingUnet(UnetModel model, String config, List<String> fresh) {
  private static final String NAME = "AudioUNet3DConditionModel";
  private static final String TIME = "_temp";

  /** Copies the list. */
  public StartingUnet {
    fresh = List.copyOf(fresh);
  }

  /**
   * Makes a denoiser.
   *
   * @param source where it begins
   * @param seed of fresh weights
   * @param folder where fresh weights are written if they are too many for memory; it is made
   * @throws ModelConfigException if a configuration can't be used
   * @throws io.asva.core.weights.WeightsException if weights can't be read or written, or are not
   *     those of the configuration
   * @throws io.asva.core.graph.GraphException if a UNet for videos lacks weights
   */
  public static StartingUnet of(UnetSource source, long seed, Path folder) {
    if (source instanceof UnetSource.Videos videos) {
      return new StartingUnet(
          UnetModel.read(videos.folder()), text(configOf(videos.folder())), List.of());
    }
    Path file = folder.resolve("fresh-weights.safetensors");
    if (source instanceof UnetSource.Images images) {
      String origin = configOf(images.folder()).toString();
      ObjectNode json = read(configOf(images.folder()));
      VideoBlocks.replaceNames(json);
      UnetConfig config = configure(json, images.settings(), origin);
      Weights weights = Weights.openFolder(images.folder(), UnetModel.WEIGHTS);
      MergedWeights merged =
          MergedWeights.of(weights, weights(config, seed), name -> name.contains(TIME), file)
              .require("UNet", name -> true);
      return new StartingUnet(
          new UnetModel(config, merged.weights()), json.toPrettyString(), merged.fresh());
    }
    ObjectNode json = new ObjectMapper().createObjectNode();
    UnetConfig config =
        configure(json, ((UnetSource.Nothing) source).settings(), "model.unet.config");
    FreshWeights weights = weights(config, seed);
    List<String> names = List.copyOf(weights.shapes().keySet());
    return new StartingUnet(
        new UnetModel(config, weights.inMemoryOr(file)), json.toPrettyString(), names);
  }

  /** Sets what makes a configuration one for videos, and reads it. */
  private static UnetConfig configure(ObjectNode json, ObjectNode settings, String source) {
    json.put("_class_name", NAME);
    json.setAll(settings);
    return UnetConfig.of(ModelConfig.of(json, source));
  }

  /** Fresh weights of a whole denoiser. */
  static FreshWeights weights(UnetConfig config, long seed) {
    int factor = config.factor();
    UnetGeometry smallest = new UnetGeometry(1, 1, factor, factor, 1, 1, List.of(List.of(0)));
    return FreshWeights.ofSeed(seed)
        .add(UnetGraph.graph(config, smallest, WeightCatalogue.recording()))
        .rule(name -> name.endsWith(".attn_temp.to_out.0.weight"), Initial.ZEROS)
        .shape(StartingUnet::isPointwise, StartingUnet::kernelOfOne);
  }

  /** Whether the original holds a matrix as a convolution of one pixel. */
  private static boolean isPointwise(String name) {
    return name.endsWith(".conv_shortcut.weight")
        || name.endsWith(".proj_in.weight")
        || name.endsWith(".proj_out.weight");
  }

  private static Shape kernelOfOne(Shape matrix) {
    return Shape.of(matrix.dim(0), matrix.dim(1), 1, 1);
  }

  private static Path configOf(Path folder) {
    return folder.resolve(PartsLayout.CONFIG);
  }

  private static ObjectNode read(Path file) {
    ModelConfig.read(file); // says what is wrong with it
    try {
      return (ObjectNode) new ObjectMapper().readTree(text(file));
    } catch (JsonProcessingException e) {
      throw new ModelConfigException(file + " is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      return PlainFile.text(file);
    } catch (IOException e) {
      throw new ModelConfigException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
