package io.asva.core.weights.recipe;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.AsvaException;
import io.asva.core.random.SplitMix64;
import io.asva.core.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Weights that any language can compute: the values of the golden cases' networks, from a seed and
 * each tensor's name (recipe, version 1).
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param seed the seed, a text
 * @param gain the factor on matrices
 */
public record WeightRecipe(String seed, double gain) {

  /**
   * The recipe that a case names.
   *
   * @param weights its {@code weights}: {@code recipe}, {@code seed}, and {@code gain}, 1 if absent
   * @throws AsvaException if there is no seed, or the recipe is of another version
   */
  public static WeightRecipe of(JsonNode weights) {
    if (weights.path("recipe").asInt(1) != 1 || !weights.path("seed").isTextual()) {
      throw new AsvaException(
          "A weight recipe of version 1 with a seed was expected, found " + weights + ".");
    }
    return new WeightRecipe(weights.path("seed").asText(), weights.path("gain").asDouble(1));
  }

  /**
   * The beginnings of names that a case leaves out of the recipe, for {@link RecipeWeights}.
   *
   * @param weights its {@code weights}
   */
  public static List<String> skip(JsonNode weights) {
    List<String> names = new ArrayList<>();
    weights.path("skip").forEach(name -> names.add(name.asText()));
    return names;
  }

  /**
   * The values of a tensor.
   *
   * @param name its state-dict name
   * @param shape its shape
   */
  public float[] values(String name, Shape shape) {
    float[] values = new float[Math.toIntExact(shape.elements())];
    fill(name, shape, 0, values);
    return values;
  }

  /**
   * Computes a range of a tensor's values, so that large tensors can be made piece by piece.
   *
   * @param name its state-dict name
   * @param shape its shape
   * @param from row-major position of the first value
   * @param values where they go, filled whole
   */
  public void fill(String name, Shape shape, long from, float[] values) {
    long base = hash("recipe-v1:" + seed + ":" + name);
    String leaf = name.substring(name.lastIndexOf('.') + 1);
    double offset;
    double factor;
    if (leaf.equals("running_var")) {
      offset = 1.0;
      factor = 0.25; // 0.75 + 0.5 u, with u = (x + 1) / 2
    } else if (leaf.equals("running_mean")) {
      offset = 0;
      factor = 0.1;
    } else if (shape.rank() == 0) {
      offset = Math.log(20);
      factor = 0;
    } else if (shape.rank() == 1) {
      offset = leaf.equals("weight") ? 1 : 0;
      factor = leaf.equals("weight") ? 0.1 : 0.05;
    } else if (shape.rank() >= 3 && shape.dim(0) == 1) {
      offset = 0;
      factor = 0.5;
    } else {
      offset = 0;
      factor = gain * Math.sqrt(3.0 / shape.elements(1, shape.rank()));
    }
    for (int i = 0; i < values.length; i++) {
      double x = 2 * ((SplitMix64.bits(base, from + i) >>> 40) * 0x1p-24) - 1;
      values[i] = (float) (offset + factor * x);
    }
  }

  /** FNV-1a, 64 bits, of the text's UTF-8 bytes. */
  static long hash(String text) {
    long h = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return h;
  }
}
