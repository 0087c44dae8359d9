package io.asva.core.weights;

import io.asva.core.tensor.Shape;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of the attention's tensors in Stable Diffusion's VAE, which changed with diffusers
 * 0.18: {@code query}, {@code key}, {@code value}, {@code proj_attn} became {@code to_q}, {@code
 * to_k}, {@code to_v}, {@code to_out.0}. Files with old names may hold the matrices as 1x1
 * convolutions.
 */
public final class VaeNames {
  private static final Pattern OLD =
      Pattern.compile(
          "((?:.*\\.)?attentions\\.\\d+\\.)(query|key|value|proj_attn)\\.(weight|bias)");
  private static final Pattern CURRENT =
      Pattern.compile("(?:.*\\.)?attentions\\.\\d+\\.(to_q|to_k|to_v|to_out\\.0)\\.weight");
  private static final Map<String, String> NAMES =
      Map.of("query", "to_q", "key", "to_k", "value", "to_v", "proj_attn", "to_out.0");

  private VaeNames() {}

  /** A VAE's weights under today's names, the attention's matrices with two dimensions. */
  public static Weights current(Weights vae) {
    return vae.renamed(VaeNames::current).reshaped(VaeNames::shape);
  }

  private static String current(String name) {
    Matcher old = OLD.matcher(name);
    return old.matches() ? old.group(1) + NAMES.get(old.group(2)) + "." + old.group(3) : name;
  }

  private static Shape shape(WeightTensor tensor) {
    Shape shape = tensor.shape();
    boolean convolution =
        shape.rank() == 4
            && shape.dim(2) == 1
            && shape.dim(3) == 1
            && CURRENT.matcher(tensor.name()).matches();
    return convolution ? Shape.of(shape.dim(0), shape.dim(1)) : shape;
  }
}
