package io.asva.core.weights.lora;

import static java.util.Objects.requireNonNull;

import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.lora.LoraKey.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A LoRA (Hu et al., 2021) in kohya's or peft's layout: for some layers of a UNet two thin matrices
 * whose product is added to the layer's weight. Matrices stay in the file.
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class Lora {
  private final Weights weights;
  private final List<LoraLayer> layers;
  private final List<String> others;
  private final int textEncoder;

  private Lora(Weights weights, List<LoraLayer> layers, List<String> others, int textEncoder) {
    this.weights = weights;
    this.layers = List.copyOf(layers);
    this.others = List.copyOf(others);
    this.textEncoder = textEncoder;
  }

  /**
   * Reads a file's names, shapes and alphas. Beside a file that peft saved itself, {@code
   * adapter_config.json} tells the alpha; a file without alphas has its rank for it.
   *
   * @throws LoraException if it is of another kind, which the message names, or isn't whole
   * @throws io.asva.core.weights.WeightsException if the file can't be read
   */
  public static Lora read(Path file) {
    Weights weights = Weights.open(file);
    Map<String, LoraKey> names = new LinkedHashMap<>();
    Map<String, Map<Part, WeightTensor>> parts = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    int textEncoder = 0;
    for (WeightTensor tensor : weights.tensors()) {
      if (LoraKey.isOfTextEncoder(tensor.name())) {
        textEncoder++;
        continue;
      }
      LoraKey.otherKind(tensor.name())
          .ifPresent(
              kind -> {
                throw new LoraException(
                    file
                        + " is "
                        + kind
                        + ", which isn't supported, as "
                        + tensor.name()
                        + " tells; LoRA in its plain form is (lora_down and lora_up, or lora_A and"
                        + " lora_B).");
              });
      LoraKey key = LoraKey.of(tensor.name()).orElse(null);
      if (key == null) {
        others.add(tensor.name());
        continue;
      }
      names.putIfAbsent(key.layer(), key);
      Map<Part, WeightTensor> layer =
          parts.computeIfAbsent(key.layer(), name -> new EnumMap<>(Part.class));
      if (layer.put(key.part(), tensor) != null) {
        throw new LoraException(
            file + " has " + tensor.name() + " twice, under the names of two layouts.");
      }
    }
    AdapterConfig usual = AdapterConfig.beside(file);
    List<LoraLayer> layers = new ArrayList<>();
    parts.forEach(
        (layer, tensors) -> {
          String name = requireNonNull(names.get(layer)).name();
          if (tensors.keySet().equals(EnumSet.of(Part.ALPHA))) {
            others.add(name + ".alpha");
          } else {
            layers.add(layer(weights, name, layer, tensors, usual));
          }
        });
    return new Lora(weights, layers, others, textEncoder);
  }

  private static LoraLayer layer(
      Weights weights,
      String name,
      String layer,
      Map<Part, WeightTensor> tensors,
      AdapterConfig usual) {
    WeightTensor down = tensors.get(Part.DOWN);
    WeightTensor up = tensors.get(Part.UP);
    if (down == null || up == null) {
      throw new LoraException(
          weights.source()
              + " isn't whole: of "
              + name
              + " it has only "
              + (down == null
                  ? "the second matrix (lora_up, lora_B)."
                  : "the first matrix (lora_down, lora_A)."));
    }
    requireMatrices(weights, down, up);
    int rank = down.shape().dim(0);
    WeightTensor alpha = tensors.get(Part.ALPHA);
    double share = alpha == null ? usual.share(rank) : number(weights, alpha) / rank;
    return new LoraLayer(name, layer, down, up, share);
  }

  private static void requireMatrices(Weights weights, WeightTensor down, WeightTensor up) {
    Shape first = down.shape();
    Shape second = up.shape();
    boolean fit =
        first.rank() >= 2
            && second.rank() >= 2
            && first.elements() > 0
            && second.elements() == (long) second.dim(0) * first.dim(0)
            && second.dim(1) == first.dim(0);
    if (!fit || !down.type().isFloat() || !up.type().isFloat()) {
      throw new LoraException(
          weights.source()
              + ": expected "
              + down.name()
              + " of shape (rank, in, ...) and "
              + up.name()
              + " of shape (out, rank), both floating point; found "
              + first
              + " of "
              + down.type()
              + " and "
              + second
              + " of "
              + up.type()
              + ".");
    }
  }

  private static double number(Weights weights, WeightTensor alpha) {
    String found = alpha.type() + " of shape " + alpha.shape();
    if (alpha.shape().elements() == 1) {
      Tensor read = weights.read(alpha.name());
      if (read instanceof LongTensor longs) {
        return longs.values()[0];
      }
      if (read instanceof FloatTensor floats) {
        float value = floats.values()[0];
        if (Float.isFinite(value)) {
          return value;
        }
        found = Float.toString(value);
      }
    }
    throw new LoraException(
        weights.source()
            + ": expected one finite number for "
            + alpha.name()
            + "; found "
            + found
            + ".");
  }

  /** The file. */
  public String source() {
    return weights.source();
  }

  /** The tensors. */
  Weights weights() {
    return weights;
  }

  /** The layers that it has matrices for. */
  List<LoraLayer> layers() {
    return layers;
  }

  /** The names of tensors that belong to no layer. */
  List<String> others() {
    return others;
  }

  /** How many tensors are for a text encoder. */
  int textEncoder() {
    return textEncoder;
  }
}
