package io.asva.core.weights;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * One named tensor and where its bytes lie: little-endian, row-major, contiguous.
 *
 * @param name its name in the file
 * @param type the type of its elements
 * @param shape its extents
 * @param data where the bytes are
 */
public record WeightTensor(String name, ElementType type, Shape shape, Data data) {

  /** Number of bytes. */
  public long bytes() {
    return shape.elements() * type.bytes();
  }

  /**
   * The same elements under another shape.
   *
   * @throws WeightsException if it has another number of elements
   */
  public WeightTensor withShape(Shape other) {
    if (other.elements() != shape.elements()) {
      throw new WeightsException(
          name + " of shape " + shape + " can't be seen as one of shape " + other + ".");
    }
    return new WeightTensor(name, type, other, data);
  }

  /** Where a tensor's bytes are. */
  public sealed interface Data {}

  /**
   * Bytes inside a file, uncompressed.
   *
   * @param file the file, a real path (no symbolic link)
   * @param offset of the first byte
   */
  public record InFile(Path file, long offset) implements Data {}

  /**
   * Bytes in memory.
   *
   * @param bytes a little-endian buffer from position 0 to its limit; not written to
   */
  public record InMemory(ByteBuffer bytes) implements Data {}
}
