package io.asva.core.weights;

import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.internal.TensorData;
import io.asva.core.weights.internal.TensorMap;
import io.asva.core.weights.internal.WeightFiles;
import io.asva.core.weights.internal.WeightFolders;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Named tensors, as a checkpoint holds them. Opening reads names, types, shapes and places;
 * elements stay in the file until asked for, and no file is held open.
 *
 * <p>Immutable, so safe for use by many threads. The files must not be changed while in use.
 */
public interface Weights {
  /** The name of a tensor that was saved alone, without a dictionary around it. */
  String SOLE_TENSOR = "tensor";

  /** Where they come from, for messages: a file or folder's path, or a description. */
  String source();

  /** All tensors, in the file's order. */
  Collection<WeightTensor> tensors();

  /** The tensor of a name. */
  Optional<WeightTensor> find(String name);

  /**
   * The tensor of a name.
   *
   * @throws WeightsException if there is none
   */
  default WeightTensor require(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new WeightsException(
                    source()
                        + " holds no tensor "
                        + name
                        + " among its "
                        + tensors().size()
                        + "."));
  }

  /**
   * Reads a tensor's elements onto the heap: floating point types as {@link
   * io.asva.core.tensor.FloatTensor} (F64 rounded), I64, I32, I16 and I8 as {@link
   * io.asva.core.tensor.LongTensor}, U8 and BOOL as {@link io.asva.core.tensor.ByteTensor}.
   *
   * @throws WeightsException if there is no such tensor or it can't be read
   */
  default Tensor read(String name) {
    return TensorData.read(source(), require(name));
  }

  /**
   * A tensor's bytes as they lie, little-endian and read-only, mapped into memory rather than read
   * where they are in a file.
   *
   * @throws WeightsException if it has 2^31 bytes or more, or can't be read
   */
  default ByteBuffer map(WeightTensor tensor) {
    return TensorData.map(source(), tensor);
  }

  /** The tensors whose names begin with a prefix, named by what follows it. */
  default Weights prefix(String prefix) {
    return TensorMap.of(
        source(),
        tensors().stream()
            .filter(t -> t.name().startsWith(prefix))
            .map(
                t ->
                    new WeightTensor(
                        t.name().substring(prefix.length()), t.type(), t.shape(), t.data()))
            .toList());
  }

  /**
   * The same tensors under other names.
   *
   * @param names gives the new name for an old one
   * @throws WeightsException if two tensors would have the same name
   */
  default Weights renamed(UnaryOperator<String> names) {
    return TensorMap.of(
        source(),
        tensors().stream()
            .map(t -> new WeightTensor(names.apply(t.name()), t.type(), t.shape(), t.data()))
            .toList());
  }

  /**
   * The same elements under other shapes.
   *
   * @param shapes gives the new shape, often the same, of as many elements
   * @throws WeightsException if a shape has another number of elements
   */
  default Weights reshaped(Function<WeightTensor, Shape> shapes) {
    return TensorMap.of(
        source(), tensors().stream().map(t -> t.withShape(shapes.apply(t))).toList());
  }

  /**
   * Weights over tensors that lie somewhere already.
   *
   * @throws WeightsException if two have the same name
   */
  static Weights of(String source, Collection<WeightTensor> tensors) {
    return TensorMap.of(source, tensors);
  }

  /**
   * The weights of several networks as those of one, part after part.
   *
   * @throws WeightsException if two have the same name
   */
  static Weights join(String source, Weights... parts) {
    return of(source, Arrays.stream(parts).flatMap(part -> part.tensors().stream()).toList());
  }

  /**
   * Opens a file by its content, whatever its name ends in: safetensors, torch's zip files, torch's
   * files from before version 1.6.
   *
   * <p>In torch's files a dictionary of tensors under {@code state_dict} or {@code model} is taken
   * for the whole when no tensor lies beside it; what else the file holds (an optimizer) is left
   * out, see {@link #openTree}. {@code module.} before every name is left out. Tensors in nested
   * containers have dotted paths, a tensor alone is named {@link #SOLE_TENSOR}.
   *
   * @throws WeightsException if the file is missing, damaged, of an unknown format, or wants to
   *     build anything but tensors and plain containers
   */
  static Weights open(Path file) {
    return WeightFiles.openModel(file);
  }

  /**
   * Opens a file as {@link #open} does, but with every tensor in it, each under its full dotted
   * path: {@code model.module.head.weight}, {@code optimizer.state.0.exp_avg}.
   *
   * @throws WeightsException as {@link #open}
   */
  static Weights openTree(Path file) {
    return WeightFiles.openTree(file);
  }

  /**
   * Opens a file, or the weights in a folder.
   *
   * @param baseName of the files in a folder, as {@link #openFolder} takes it
   * @throws WeightsException if there are none, or they can't be read
   */
  static Weights openFileOrFolder(Path place, String baseName) {
    return Files.isDirectory(place) ? openFolder(place, baseName) : open(place);
  }

  /**
   * Opens the weights in a model's folder: {@code NAME.safetensors} or {@code NAME.bin}, whole or
   * in shards with an index. Full precision is preferred to {@code .fp16.} variants, then
   * safetensors to {@code .bin}, then earlier names to later ones.
   *
   * @param baseNames what files may be called: {@code diffusion_pytorch_model}, or {@code model}
   *     and {@code pytorch_model}
   * @throws WeightsException if there is none (the message lists what was looked for and what is
   *     there), a shard is missing, or as {@link #open}
   */
  static Weights openFolder(Path folder, String... baseNames) {
    return WeightFolders.open(folder, List.of(baseNames));
  }
}
