package io.asva.audio.imagebind;

import io.asva.core.graph.WeightCatalogue;
import io.asva.core.initial.FreshWeights;
import io.asva.core.initial.Initial;

/**
 * An audio encoder before training, for those that begin from nothing. Its linear layers, norms and
 * patches have PyTorch's defaults; class token and positions are normal with deviation
 * 1/sqrt(width), as in ImageBind; the joint matrices of attention are uniform by Glorot and Bengio
 * and their extra key and value normal by the same, biases of attention 0, as in PyTorch's
 * MultiheadAttention; the logit scale is 20.
 */
public final class FreshAudioEncoder {
  private static final double LOGIT_SCALE = 20;

  private FreshAudioEncoder() {}

  /**
   * The weights of an encoder.
   *
   * @param config its shape
   * @param names what its parts are called
   * @param seed of the numbers
   */
  public static FreshWeights of(ImageBindConfig config, ImageBindNames names, long seed) {
    int width = config.width();
    double deviation = 1 / Math.sqrt(width);
    return FreshWeights.ofSeed(seed)
        .add(ImageBindAudioGraph.graph(config, names, WeightCatalogue.recording(), 1))
        .rule(names.logitScale()::equals, new Initial.Constant(Math.log(LOGIT_SCALE)))
        .rule(name -> name.endsWith(".cls_token"), new Initial.Normal(deviation))
        .rule(names.positions()::equals, new Initial.Normal(deviation))
        .rule(name -> name.endsWith(".in_proj_weight"), Initial.glorot(width, 3L * width))
        .rule(name -> name.endsWith(".in_proj_bias"), Initial.ZEROS)
        .rule(name -> name.endsWith(".attn.out_proj.bias"), Initial.ZEROS)
        .rule(
            name -> name.endsWith(".bias_k") || name.endsWith(".bias_v"),
            new Initial.Normal(deviation));
  }
}
