package io.asva.audio.imagebind;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;

/**
 * The shape of an ImageBind encoder.
 *
 * @param width channels of a token
 * @param blocks number of transformer blocks
 * @param heads attention heads of a block
 * @param embedding numbers of the embedding
 */
public record ImageBindConfig(int width, int blocks, int heads, int embedding) {
  private static final int MAX_WIDTH = 1 << 16;
  private static final int MAX_BLOCKS = 1 << 10;

  /**
   * The shape that a checkpoint's tensors have. Heads are as wide as the published model's: 64
   * channels, 80 for images.
   *
   * @throws WeightsException if tensors are missing, or the width is no multiple of a head's
   */
  public static ImageBindConfig of(Weights weights, ImageBindNames names, Modality modality) {
    int width = shape(weights, names.block(0) + ".norm_1.weight", 1).dim(0);
    int blocks = 1;
    while (weights.find(names.block(blocks) + ".norm_1.weight").isPresent()) {
      blocks++;
    }
    String projection = names.head() + (modality == Modality.TEXT ? ".proj.1.weight" : ".2.weight");
    int embedding = shape(weights, projection, 2).dim(0);
    int perHead = modality.channelsPerHead();
    if (width < perHead || width % perHead != 0) {
      throw new WeightsException(
          weights.source()
              + ": the ImageBind "
              + modality.key()
              + " encoder is "
              + width
              + " wide, expected a multiple of "
              + perHead
              + ", the width of its attention heads.");
    }
    return new ImageBindConfig(width, blocks, width / perHead, embedding);
  }

  /**
   * The shape that settings name as ImageBind's constructor does ({@code audio_embed_dim}, {@code
   * audio_num_blocks}, {@code audio_num_heads}, {@code out_embed_dim}); what they omit is as in the
   * published model.
   *
   * @throws ModelConfigException if a setting makes no sense
   */
  public static ImageBindConfig of(ModelConfig config, Modality modality) {
    ImageBindConfig huge = huge(modality);
    String key = modality.key();
    int width = config.count(key + "_embed_dim", huge.width(), MAX_WIDTH);
    String headsKey = key + "_num_heads";
    int heads = config.count(headsKey, Math.max(1, width / modality.channelsPerHead()), MAX_WIDTH);
    if (width % heads != 0) {
      throw config.unsupported(headsKey, heads, "divisors of the width " + width);
    }
    int blocks = config.count(key + "_num_blocks", huge.blocks(), MAX_BLOCKS);
    return new ImageBindConfig(
        width, blocks, heads, config.count("out_embed_dim", huge.embedding(), MAX_WIDTH));
  }

  /** The shape of the published model, {@code imagebind_huge}. */
  public static ImageBindConfig huge(Modality modality) {
    return switch (modality) {
      case AUDIO -> new ImageBindConfig(768, 12, 12, 1024);
      case VISION -> new ImageBindConfig(1280, 32, 16, 1024);
      case TEXT -> new ImageBindConfig(1024, 24, 16, 1024);
    };
  }

  private static Shape shape(Weights weights, String name, int rank) {
    Shape shape = weights.require(name).shape();
    if (shape.rank() != rank) {
      throw new WeightsException(
          weights.source() + ": " + name + " is " + shape + ", expected " + rank + " dimensions.");
    }
    return shape;
  }
}
