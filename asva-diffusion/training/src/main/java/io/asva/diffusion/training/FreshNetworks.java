package io.asva.diffusion.training;

import io.asva.core.graph.WeightCatalogue;
import io.asva.core.initial.FreshWeights;
import io.asva.core.initial.Initial;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.unet.UnetConfig;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;

/** The animation model's networks before training, for those that begin from nothing. */
public final class FreshNetworks {
  private static final double EMBEDDINGS = 0.02; // as CLIP initialises them

  private FreshNetworks() {}

  /** An autoencoder, with PyTorch's defaults. */
  public static FreshWeights vae(VaeConfig config, long seed) {
    int side = config.factor();
    return FreshWeights.ofSeed(seed)
        .add(VaeGraph.encoder(config, WeightCatalogue.recording(), 1, side, side))
        .add(VaeGraph.decoder(config, WeightCatalogue.recording(), 1, 1, 1));
  }

  /**
   * A text encoder, with PyTorch's defaults but for its embeddings, which are normal with deviation
   * 0.02.
   */
  public static FreshWeights text(ClipTextConfig config, long seed) {
    return FreshWeights.ofSeed(seed)
        .add(
            ClipTextGraph.graph(
                config, WeightCatalogue.recording(), 1, config.maxPositionEmbeddings()))
        .rule(name -> name.contains("_embedding."), new Initial.Normal(EMBEDDINGS));
  }

  /** A denoiser; see {@link StartingUnet}. */
  public static FreshWeights unet(UnetConfig config, long seed) {
    return StartingUnet.weights(config, seed);
  }
}
