package io.asva.core.weights;

import io.asva.core.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/**
 * Named tensors, as a checkpoint holds them. Opening reads names, types, shapes and places;
 * elements stay in the file until asked for.
 *
 * <p>Safe for use by many threads.
 */
public interface Weights {
  /** Where they come from, for messages: a file or folder's path, or a description. */
  String source();

  /** All tensors, in the file's order. */
  Collection<WeightTensor> tensors();

  /** The tensor of a name. */
  Optional<WeightTensor> find(String name);

  /**
   * Reads a tensor's elements onto the heap: floating point types as {@link
   * io.asva.core.tensor.FloatTensor}, I64, I32, I16 and I8 as {@link
   * io.asva.core.tensor.LongTensor}, U8 and BOOL as {@link io.asva.core.tensor.ByteTensor}.
   *
   * @throws WeightsException if there is no such tensor or it can't be read
   */
  Tensor read(String name);

  /**
   * Opens a file by its content, whatever its name ends in.
   *
   * @throws WeightsException if the file is missing, damaged, of an unknown format, or wants to
   *     build anything but tensors and plain containers
   */
  static Weights open(Path file) {
    return SafetensorsFile.open(file);
  }
}
