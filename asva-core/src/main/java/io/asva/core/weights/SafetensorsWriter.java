package io.asva.core.weights;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.internal.SafetensorsFileWriter;
import io.asva.core.weights.internal.TensorContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a safetensors file: tensors in the order given, from memory or made piece by piece, of any
 * total size. The file appears whole or not at all: it is written beside its place, flushed to the
 * disk and renamed.
 *
 * <p>Not safe for use by many threads.
 */
public final class SafetensorsWriter {
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, SafetensorsFileWriter.Entry> entries = new LinkedHashMap<>();
  private int threads = 1;
  private boolean sync = true;

  /** Gives a tensor's bytes. */
  @FunctionalInterface
  public interface Content {
    /**
     * Fills a buffer with the tensor's bytes, little-endian and row-major.
     *
     * @param offset the tensor's byte that comes first, a multiple of 8; offsets ascend unless more
     *     than one thread writes
     * @param into a little-endian buffer, to be filled from its position to its limit
     */
    void fill(long offset, ByteBuffer into) throws IOException;
  }

  /** Adds an entry of {@code __metadata__}, a text. */
  public SafetensorsWriter metadata(String key, String value) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds a tensor from the heap: F32, I64 or U8. It is not copied.
   *
   * @throws IllegalArgumentException if the name was added before
   */
  public SafetensorsWriter add(String name, Tensor tensor) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(tensor, "tensor");
    return add(name, tensor.type(), tensor.shape(), TensorContent.of(tensor));
  }

  /**
   * Adds a tensor whose bytes are made while the file is written.
   *
   * @throws IllegalArgumentException if the name was added before
   */
  public SafetensorsWriter add(String name, ElementType type, Shape shape, Content content) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(content, "content");
    if (name.equals("__metadata__")
        || entries.putIfAbsent(name, new SafetensorsFileWriter.Entry(type, shape, content))
            != null) {
      throw new IllegalArgumentException("a tensor named " + name + " can't be added (again)");
    }
    return this;
  }

  /**
   * Adds every tensor of some weights as it is; bytes are copied when the file is written.
   *
   * @throws IllegalArgumentException if a name was added before
   */
  public SafetensorsWriter addAll(Weights weights) {
    Objects.requireNonNull(weights, "weights");
    for (WeightTensor tensor : weights.tensors()) {
      add(tensor.name(), tensor.type(), tensor.shape(), TensorContent.of(weights, tensor));
    }
    return this;
  }

  /**
   * How many threads make and write pieces; 1 unless set. With more, contents are filled by many
   * threads at a time and in any order.
   *
   * @throws IllegalArgumentException if not positive
   */
  public SafetensorsWriter threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + count);
    }
    this.threads = count;
    return this;
  }

  /** Leaves out waiting for the disk: for files that can be made again after a power failure. */
  public SafetensorsWriter withoutSync() {
    this.sync = false;
    return this;
  }

  /**
   * Writes the file.
   *
   * @throws WeightsException if there is such a file already, or it can't be written; nothing is
   *     left behind then
   * @throws io.asva.core.CancelledException if the thread was interrupted; likewise
   */
  public void write(Path file) {
    Objects.requireNonNull(file, "file");
    if (Files.exists(file)) {
      throw new WeightsException(
          file + " exists and is not overwritten. Choose another name or remove it.");
    }
    replace(file);
  }

  /**
   * Writes the file in place of one that may be there, which stays whole until then.
   *
   * @throws WeightsException if it can't be written; what was there is left as it was
   * @throws io.asva.core.CancelledException if the thread was interrupted; likewise
   */
  public void replace(Path file) {
    Objects.requireNonNull(file, "file");
    new SafetensorsFileWriter(metadata, entries, threads, sync).write(file);
  }
}
