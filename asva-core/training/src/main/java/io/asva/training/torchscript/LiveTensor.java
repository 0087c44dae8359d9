package io.asva.training.torchscript;

import io.asva.core.ClosedException;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A named tensor in libtorch's memory that training changes: a weight, a running statistic, or an
 * optimiser's memory of one. Its elements lie row-major, on the device of its network.
 *
 * <p>Not safe for use by many threads. Closing gives up this handle; the memory is freed when the
 * network that owns the tensor is closed as well.
 */
public final class LiveTensor implements AutoCloseable {
  private final String name;
  private final ElementType type;
  private final Shape shape;
  private final org.bytedeco.pytorch.Tensor tensor;
  private boolean closed;

  /** A handle on a tensor that lies row-major; it may go on to live elsewhere. */
  LiveTensor(String name, ElementType type, Shape shape, org.bytedeco.pytorch.Tensor tensor) {
    if (!tensor.is_contiguous()) {
      throw new TorchScriptException(name + " doesn't lie row-major in libtorch's memory");
    }
    this.name = name;
    this.type = type;
    this.shape = shape;
    this.tensor = new org.bytedeco.pytorch.Tensor(tensor);
    this.tensor.retainReference(); // it outlives the caller's scope
  }

  /** A tensor of zeros on the same device. */
  public LiveTensor zerosBeside(String otherName, ElementType otherType, Shape otherShape) {
    Objects.requireNonNull(otherName, "otherName");
    Objects.requireNonNull(otherType, "otherType");
    Objects.requireNonNull(otherShape, "otherShape");
    try (PointerScope scope = new PointerScope()) {
      org.bytedeco.pytorch.Tensor zeros = TorchTensors.empty(otherShape, otherType).zero_();
      ScalarType scalars = zeros.scalar_type().intern();
      return new LiveTensor(otherName, otherType, otherShape, zeros.to(tensor().device(), scalars));
    }
  }

  /** Its name in a checkpoint. */
  public String name() {
    return name;
  }

  /** The type of its elements. */
  public ElementType type() {
    return type;
  }

  /** Its extents. */
  public Shape shape() {
    return shape;
  }

  /** Number of bytes. */
  public long bytes() {
    return shape.elements() * type.bytes();
  }

  /** Where it lies, as libtorch calls it: {@code cpu}, {@code cuda:0}. */
  public String device() {
    try (PointerScope scope = new PointerScope()) {
      return tensor().device().str().getString();
    }
  }

  /** Whether a backward pass computes its gradient. */
  public boolean trained() {
    return tensor().requires_grad();
  }

  /** A copy on the heap; the type must be F32, I64 or U8. */
  public Tensor read() {
    try (PointerScope scope = new PointerScope()) {
      return TorchTensors.copy(tensor().detach());
    }
  }

  /**
   * Copies bytes out, little-endian and row-major.
   *
   * @param offset the first byte
   * @param into filled from its position to its limit
   */
  public void get(long offset, ByteBuffer into) {
    Objects.requireNonNull(into, "into");
    try (PointerScope scope = new PointerScope()) {
      if (into.hasRemaining()) {
        into.put(onProcessor(window(offset, into.remaining()).cpu(), into.remaining()));
      }
    }
  }

  /**
   * Copies bytes in, little-endian and row-major.
   *
   * @param offset the first byte
   * @param from read from its position to its limit
   */
  public void put(long offset, ByteBuffer from) {
    Objects.requireNonNull(from, "from");
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      if (from.hasRemaining()) {
        org.bytedeco.pytorch.Tensor window = window(offset, from.remaining());
        org.bytedeco.pytorch.Tensor bytes =
            TorchTensors.empty(Shape.of(from.remaining()), ElementType.U8);
        onProcessor(bytes, from.remaining()).put(from);
        window.copy_(bytes);
      }
    }
  }

  private static ByteBuffer onProcessor(org.bytedeco.pytorch.Tensor bytes, int length) {
    return new BytePointer(bytes.data_ptr()).capacity(length).asBuffer();
  }

  /** A view of some bytes. */
  private org.bytedeco.pytorch.Tensor window(long offset, int length) {
    if (offset < 0 || length > bytes() - offset) {
      throw new IndexOutOfBoundsException(
          "bytes "
              + offset
              + " to "
              + (offset + length)
              + " of "
              + name
              + ", which has "
              + bytes());
    }
    return tensor().detach().flatten().view(ScalarType.Byte).narrow(0, offset, length);
  }

  /**
   * The tensor itself.
   *
   * @throws ClosedException if this handle was given up
   */
  org.bytedeco.pytorch.Tensor tensor() {
    if (closed) {
      throw new ClosedException("the tensor " + name);
    }
    return tensor;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      tensor.close();
    }
  }

  @Override
  public String toString() {
    return name + " " + type + " " + shape;
  }
}
