package io.asva.examples.cli;

import io.asva.audio.SegmentMask;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.config.ModelConfig;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.core.weights.VaeNames;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Describes the networks of a model folder without running them. */
final class NetworkFiles {

  private NetworkFiles() {}

  /**
   * A network and its checkpoint.
   *
   * @param graph its description, checked against the checkpoint
   * @param weights the checkpoint
   * @param settings its most telling settings, in words
   */
  record Opened(Graph graph, Weights weights, String settings) {}

  /**
   * Describes a network.
   *
   * @param size of the images
   * @param frames of a clip
   * @throws io.asva.core.AsvaException if its files are missing or not those of such a network
   */
  static Opened open(NetworkName network, ModelFolder folder, FrameSize size, int frames) {
    return switch (network) {
      case UNET -> unet(folder, size, frames);
      case VAE_ENCODER, VAE_DECODER -> vae(network, folder, size);
      case TEXT -> text(folder);
      case AUDIO -> audio(folder);
    };
  }

  private static Opened unet(ModelFolder folder, FrameSize size, int frames) {
    UnetConfig config = UnetConfig.of(config(folder.unet()));
    Weights weights = Weights.openFolder(folder.unet(), ModelsLayout.WEIGHTS);
    int factor = VaeConfig.of(config(folder.vae())).factor();
    List<List<Integer>> positions =
        Arrays.stream(SegmentMask.of(frames).tokenIndices())
            .map(tokens -> Arrays.stream(tokens).boxed().toList())
            .toList();
    UnetGeometry geometry =
        new UnetGeometry(
            1,
            frames,
            size.height() / factor,
            size.width() / factor,
            77,
            ImageBindAudioGraph.TOKENS,
            positions);
    return new Opened(
        UnetGraph.graph(config, geometry, WeightCatalogue.of(weights)),
        weights,
        "channels " + config.blockOutChannels() + ", heads " + config.attentionHeadDim());
  }

  private static Opened vae(NetworkName network, ModelFolder folder, FrameSize size) {
    VaeConfig config = VaeConfig.of(config(folder.vae()));
    Weights weights = VaeNames.current(Weights.openFolder(folder.vae(), ModelsLayout.WEIGHTS));
    WeightCatalogue catalogue = WeightCatalogue.of(weights);
    int factor = config.factor();
    Graph graph =
        network == NetworkName.VAE_ENCODER
            ? VaeGraph.encoder(config, catalogue, 1, size.height(), size.width())
            : VaeGraph.decoder(config, catalogue, 1, size.height() / factor, size.width() / factor);
    return new Opened(
        graph,
        weights,
        "channels " + config.blockOutChannels() + ", scaling " + config.scalingFactor());
  }

  private static Opened text(ModelFolder folder) {
    ClipTextConfig config = ClipTextConfig.of(config(folder.textEncoder()));
    Weights weights = Weights.openFolder(folder.textEncoder(), "model", "pytorch_model");
    return new Opened(
        ClipTextGraph.graph(config, WeightCatalogue.of(weights), 1, config.maxPositionEmbeddings()),
        weights,
        config.numHiddenLayers()
            + " layers of "
            + config.hiddenSize()
            + ", vocabulary "
            + config.vocabSize());
  }

  private static Opened audio(ModelFolder folder) {
    Path place = folder.audioEncoder();
    Weights weights = Weights.openFileOrFolder(place, ModelsLayout.WEIGHTS);
    ImageBindNames names = ImageBindNames.of(weights, Modality.AUDIO);
    ImageBindConfig config = ImageBindConfig.of(weights, names, Modality.AUDIO);
    return new Opened(
        ImageBindAudioGraph.graph(config, names, WeightCatalogue.of(weights), 1),
        weights,
        config.blocks() + " blocks of " + config.width() + ", embedding " + config.embedding());
  }

  private static ModelConfig config(Path folder) {
    return ModelConfig.read(folder.resolve(PartsLayout.CONFIG));
  }
}
