package io.asva.core.weights.recipe;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.Sha256;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A network's weights made by a {@link WeightRecipe}. Small networks are made in memory; large ones
 * are written to a file whose name says what it holds, and found there the next time.
 */
public final class RecipeWeights {
  /** Up to this many bytes stay in memory: the tests run in a small heap. */
  private static final long IN_MEMORY = 64L << 20;

  private static final int PIECE = 1 << 15;
  private static final int THREADS = Math.min(8, Runtime.getRuntime().availableProcessors());

  private final WeightRecipe recipe;
  private final List<String> skip;

  private RecipeWeights(WeightRecipe recipe, List<String> skip) {
    this.recipe = recipe;
    this.skip = List.copyOf(skip);
  }

  /**
   * A network's weights; large ones lie in {@link AsvaCache} as long as the process runs.
   *
   * @param recipe seed and gain
   * @param skip beginnings of names whose tensors have a network's fresh values: ones and zeros
   * @param manifest names and shapes, in order; names ending in {@code mask} give causal masks,
   *     {@code position_ids} 0..n-1, {@code num_batches_tracked} 0, and may be left out
   * @throws WeightsException if a tensor to be skipped has no fresh value, or a large network can't
   *     be written
   */
  public static Weights of(WeightRecipe recipe, List<String> skip, Map<String, Shape> manifest) {
    return of(recipe, skip, manifest, AsvaCache.scratch());
  }

  /**
   * A network's weights; large ones lie in the folder given, and stay there.
   *
   * @see #of(WeightRecipe, List, Map)
   */
  public static Weights of(
      WeightRecipe recipe, List<String> skip, Map<String, Shape> manifest, Path folder) {
    RecipeWeights maker = new RecipeWeights(recipe, skip);
    long bytes = 0;
    for (Map.Entry<String, Shape> entry : manifest.entrySet()) {
      bytes += entry.getValue().elements() * type(entry.getKey()).bytes();
    }
    return bytes <= IN_MEMORY ? maker.inMemory(manifest) : maker.inFile(manifest, folder);
  }

  private Weights inMemory(Map<String, Shape> manifest) {
    List<WeightTensor> tensors = new ArrayList<>();
    manifest.forEach(
        (name, shape) -> {
          ElementType type = type(name);
          ByteBuffer bytes =
              ByteBuffer.allocate(Math.toIntExact(shape.elements() * type.bytes()))
                  .order(ByteOrder.LITTLE_ENDIAN);
          fill(name, shape, 0, bytes);
          tensors.add(new WeightTensor(name, type, shape, new WeightTensor.InMemory(bytes.flip())));
        });
    return Weights.of("the recipe " + recipe, tensors);
  }

  private Weights inFile(Map<String, Shape> manifest, Path folder) {
    Path file = folder.resolve("asva-recipe-" + hash(manifest) + ".safetensors");
    if (!Files.exists(file)) {
      SafetensorsWriter writer = new SafetensorsWriter().threads(THREADS).withoutSync();
      manifest.forEach(
          (name, shape) ->
              writer.add(
                  name, type(name), shape, (offset, into) -> fill(name, shape, offset, into)));
      writer.replace(file); // two processes may come here at once; both write the same
    }
    return Weights.openTree(file);
  }

  private String hash(Map<String, Shape> manifest) {
    StringBuilder text =
        new StringBuilder("1\n" + recipe.seed() + "\n" + recipe.gain() + "\n" + skip + "\n");
    manifest.forEach((name, shape) -> text.append(name).append(' ').append(shape).append('\n'));
    return Sha256.of(text.toString()).substring(0, 24);
  }

  private static String leaf(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static ElementType type(String name) {
    return switch (leaf(name)) {
      case "position_ids", "num_batches_tracked" -> ElementType.I64;
      default -> ElementType.F32;
    };
  }

  private void fill(String name, Shape shape, long offset, ByteBuffer into) {
    switch (leaf(name)) {
      case "position_ids" -> {
        for (long n = offset / 8; into.hasRemaining(); n++) {
          into.putLong(n);
        }
      }
      case "num_batches_tracked" -> into.putLong(0);
      case "mask" -> fillMask(shape, offset / 4, into);
      default -> {
        if (skip.stream().anyMatch(name::startsWith)) {
          float fresh = fresh(name, shape);
          while (into.hasRemaining()) {
            into.putFloat(fresh);
          }
        } else {
          fillFromRecipe(name, shape, offset / 4, into);
        }
      }
    }
  }

  private void fillFromRecipe(String name, Shape shape, long from, ByteBuffer into) {
    float[] values = new float[0];
    for (long at = from; into.hasRemaining(); at += values.length) {
      int n = Math.min(PIECE, into.remaining() / 4);
      values = values.length == n ? values : new float[n];
      recipe.fill(name, shape, at, values);
      into.asFloatBuffer().put(values);
      into.position(into.position() + 4 * n);
    }
  }

  /** Minus infinity above the diagonal of the last two dimensions, else 0. */
  private static void fillMask(Shape shape, long from, ByteBuffer into) {
    long columns = shape.dim(-1);
    long rows = shape.dim(-2);
    for (long i = from; into.hasRemaining(); i++) {
      into.putFloat(i % columns > i / columns % rows ? Float.NEGATIVE_INFINITY : 0);
    }
  }

  /** The initial value of a normalisation's parameters in PyTorch. */
  private static float fresh(String name, Shape shape) {
    if (shape.rank() == 1) {
      switch (leaf(name)) {
        case "weight", "running_var" -> {
          return 1;
        }
        case "bias", "running_mean" -> {
          return 0;
        }
        default -> {
          // No other vector starts from a constant.
        }
      }
    }
    throw new WeightsException(
        "The recipe skips " + name + " of shape " + shape + ", which has no fresh constant value.");
  }
}
