package io.asva.audio.imagebind;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.weights.Weights;

/** Opens a modality's network, for one item at a time. */
final class ImageBindOpening {
  private ImageBindOpening() {}

  /** Describes a tower. */
  interface Description {
    Graph graph(ImageBindConfig config, ImageBindNames names, WeightCatalogue catalogue, int batch);
  }

  /** The shape of a checkpoint's tower, which is that of its tensors. */
  static ImageBindConfig config(Weights weights, Modality modality) {
    return ImageBindConfig.of(weights, ImageBindNames.of(weights, modality), modality);
  }

  /** A tower of a given shape, running. */
  static Network open(
      Description description,
      Modality modality,
      ImageBindConfig config,
      Weights weights,
      Device device,
      NetworkOptions options) {
    ImageBindNames names = ImageBindNames.of(weights, modality);
    return Network.open(
        description.graph(config, names, WeightCatalogue.of(weights), 1), weights, device, options);
  }
}
