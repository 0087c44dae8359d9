package io.asva.training.torchscript;

import io.asva.core.files.PlainFile;
import io.asva.core.tensor.ElementType;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Reads weights from a checkpoint straight into libtorch's memory, as single precision numbers.
 * Most are copies, not a mapping of the file: training writes to them, and a file that is cut off
 * meanwhile must not crash the process. Large ones that nobody writes to may stay in their file.
 */
final class WeightLoader {
  private static final int CHUNK = 64 << 20;

  /** Below it a page table entry and a copy cost the same. */
  private static final int SMALLEST_MAPPED = 1 << 16;

  private final String network;
  private final Weights weights;
  private final List<ByteBuffer> mappings = new ArrayList<>();

  WeightLoader(String network, Weights weights) {
    this.network = network;
    this.weights = weights;
  }

  /**
   * Reads a tensor.
   *
   * @throws WeightsException if it is not there, of another shape or type, or can't be read
   */
  Tensor load(TorchScript.Parameter parameter) {
    WeightTensor stored = find(parameter);
    Tensor tensor = TorchTensors.empty(stored.shape(), stored.type());
    if (stored.bytes() > 0) {
      BytePointer target = new BytePointer(tensor.data_ptr()).capacity(stored.bytes());
      if (stored.data() instanceof WeightTensor.InFile place) {
        read(stored, place, target);
      } else {
        read(stored, (WeightTensor.InMemory) stored.data(), target);
      }
    }
    return tensor.to(ScalarType.Float);
  }

  /**
   * A tensor that lies in its file, if it is stored there as single precision numbers; else, or if
   * it is small, a copy. Nothing may write to it, and it lives as long as {@link #mappings}.
   *
   * @throws WeightsException if it is not there, of another shape or type, or can't be read
   */
  Tensor mapped(TorchScript.Parameter parameter) {
    WeightTensor stored = find(parameter);
    boolean fits =
        stored.data() instanceof WeightTensor.InFile place
            && stored.type() == ElementType.F32
            && place.offset() % Float.BYTES == 0
            && stored.bytes() >= SMALLEST_MAPPED
            && stored.bytes() <= Integer.MAX_VALUE;
    if (!fits) {
      return load(parameter);
    }
    ByteBuffer bytes = weights.map(stored);
    mappings.add(bytes);
    return torch.from_blob(
        new BytePointer(bytes), stored.shape().longs(), new TensorOptions(ScalarType.Float));
  }

  /** The mapped memory that {@link #mapped} tensors lie in. */
  List<ByteBuffer> mappings() {
    return List.copyOf(mappings);
  }

  private WeightTensor find(TorchScript.Parameter parameter) {
    String name = parameter.name();
    WeightTensor stored =
        weights
            .find(name)
            .orElseThrow(
                () ->
                    new WeightsException(
                        weights.source() + " holds no " + name + ", which " + network + " needs"));
    if (!stored.shape().equals(parameter.shape()) || !stored.type().isFloat()) {
      throw new WeightsException(
          name
              + " in "
              + weights.source()
              + " is "
              + stored.type()
              + " "
              + stored.shape()
              + "; "
              + network
              + " was described with floating point numbers "
              + parameter.shape());
    }
    return stored;
  }

  private void read(WeightTensor stored, WeightTensor.InFile place, BytePointer target) {
    try (FileChannel channel = PlainFile.open(place.file())) {
      for (long done = 0; done < stored.bytes(); done += CHUNK) {
        ByteBuffer chunk = chunk(target, done, stored.bytes());
        while (chunk.hasRemaining()) {
          int n = channel.read(chunk, place.offset() + done + chunk.position());
          if (n < 0) {
            throw tooShort(stored, done + chunk.position());
          }
        }
      }
    } catch (IOException e) {
      throw new WeightsException(
          "Can't read " + stored.name() + " in " + place.file() + ": " + e.getMessage(), e);
    }
  }

  private void read(WeightTensor stored, WeightTensor.InMemory memory, BytePointer target) {
    ByteBuffer bytes = memory.bytes().duplicate().rewind();
    if (bytes.remaining() < stored.bytes()) {
      throw tooShort(stored, bytes.remaining());
    }
    bytes.limit(Math.toIntExact(stored.bytes()));
    target.asBuffer().put(bytes);
  }

  private static ByteBuffer chunk(BytePointer target, long from, long bytes) {
    return new BytePointer(target).position(from).limit(Math.min(bytes, from + CHUNK)).asBuffer();
  }

  private WeightsException tooShort(WeightTensor stored, long found) {
    return new WeightsException(
        weights.source()
            + " ends within "
            + stored.name()
            + ": it should have "
            + stored.bytes()
            + " bytes and has "
            + found
            + "; the file is cut off, get it again");
  }
}
