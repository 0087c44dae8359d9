package io.asva.audio.imagebind;

import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;

/**
 * How a checkpoint names the parts of an encoder.
 *
 * @param preprocessor patches and positions
 * @param trunk the transformer
 * @param head the projection to the embedding
 * @param postprocessor the logit scale
 */
public record ImageBindNames(String preprocessor, String trunk, String head, String postprocessor) {

  /** The names in {@code imagebind_huge.pth}. */
  public static ImageBindNames official(Modality modality) {
    String end = modality.key();
    return new ImageBindNames(
        "modality_preprocessors." + end,
        "modality_trunks." + end,
        "modality_heads." + end,
        "modality_postprocessors." + end);
  }

  /** The names of the audio encoder that the training of the animation model saves. */
  public static ImageBindNames trained() {
    return new ImageBindNames("preprocessor", "trunk", "head", "postprocessor");
  }

  /**
   * The names that a checkpoint uses.
   *
   * @throws WeightsException if it holds no encoder of that kind
   */
  public static ImageBindNames of(Weights weights, Modality modality) {
    if (isNamed(weights, official(modality))) {
      return official(modality);
    }
    if (modality == Modality.AUDIO && isNamed(weights, trained())) {
      return trained();
    }
    throw new WeightsException(
        weights.source()
            + " holds no ImageBind "
            + modality.key()
            + " encoder: expected tensors named "
            + official(modality).trunk()
            + ".blocks.0.norm_1.weight and so on. Give imagebind_huge.pth.");
  }

  private static boolean isNamed(Weights weights, ImageBindNames names) {
    return weights.find(names.block(0) + ".norm_1.weight").isPresent();
  }

  String block(int index) {
    return trunk + ".blocks." + index;
  }

  String positions() {
    return preprocessor + ".pos_embedding_helper.pos_embed";
  }

  String logitScale() {
    return postprocessor + ".1.log_logit_scale";
  }
}
