package io.asva.core.weights.lora;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The name of a tensor of a LoRA, taken apart. In kohya's layout it is {@code
 * lora_unet_down_blocks_0_..._to_q.lora_down.weight} ({@code lora_up.weight}, {@code alpha}), in
 * peft's {@code unet.down_blocks.0....to_q.lora_A.weight} ({@code lora_B.weight}).
 *
 * @param name the layer's name as the file has it
 * @param layer the layer's name in the network, underscores in place of dots
 * @param part what the tensor is to the layer
 */
record LoraKey(String name, String layer, Part part) {
  /** The role of a tensor in its layer. */
  enum Part {
    /** The matrix that comes first, (rank, in, ...). */
    DOWN,
    /** The matrix that comes second, (out, rank, ...). */
    UP,
    /** A number: the product is divided by the rank and multiplied by it. */
    ALPHA
  }

  private static final Map<String, Part> ENDS =
      Map.of(
          ".lora_down.weight", Part.DOWN,
          ".lora_up.weight", Part.UP,
          ".lora_A.weight", Part.DOWN,
          ".lora_B.weight", Part.UP,
          ".lora_A.default.weight", Part.DOWN,
          ".lora_B.default.weight", Part.UP,
          ".alpha", Part.ALPHA);

  private static final List<String> TEXT_ENCODERS =
      List.of("lora_te_", "lora_te1_", "lora_te2_", "text_encoder.", "text_encoder_2.");

  /** The parts that names of other kinds hold. */
  private static final List<Map.Entry<String, String>> OTHERS =
      List.of(
          Map.entry(".lora_mid.", "LoCon with a middle matrix (`lora_mid`)"),
          Map.entry(".hada_", "LoHa"),
          Map.entry(".lokr_", "LoKr"),
          Map.entry(".dora_scale", "DoRA"),
          Map.entry(".lora_magnitude_vector", "DoRA"),
          Map.entry(".oft_", "OFT"),
          Map.entry(".boft_", "BOFT"),
          Map.entry(".diff", "full differences of weights (`diff`)"),
          Map.entry(".lora_B.bias", "LoRA with biases"),
          Map.entry(".lora_up.bias", "LoRA with biases"));

  /** Takes a name apart; empty if it is none of a LoRA. */
  static Optional<LoraKey> of(String tensor) {
    return ENDS.entrySet().stream()
        .filter(end -> tensor.endsWith(end.getKey()))
        .findFirst()
        .map(
            end -> {
              String name = tensor.substring(0, tensor.length() - end.getKey().length());
              return new LoraKey(
                  name, flat(without(bare(name), "lora_unet_", "unet.")), end.getValue());
            });
  }

  /** The name of a layer as all layouts have it in the end. */
  static String flat(String layer) {
    return layer.replace('.', '_');
  }

  /** Whether a tensor is for a text encoder. */
  static boolean isOfTextEncoder(String tensor) {
    return TEXT_ENCODERS.stream().anyMatch(bare(tensor)::startsWith);
  }

  /** The kind that a tensor's name tells, if it isn't LoRA's plain form. */
  static Optional<String> otherKind(String tensor) {
    return OTHERS.stream()
        .filter(kind -> tensor.contains(kind.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Without what peft writes before all names of a model that it saves itself. */
  private static String bare(String name) {
    return without(name, "base_model.model.");
  }

  private static String without(String name, String... prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return name;
  }
}
