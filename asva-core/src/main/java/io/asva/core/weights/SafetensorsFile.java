package io.asva.core.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class SafetensorsFile implements Weights {
  private final Path file;
  private final Map<String, WeightTensor> tensors = new LinkedHashMap<>();

  private SafetensorsFile(Path file) {
    this.file = file;
  }

  static Weights open(Path file) {
    SafetensorsFile result = new SafetensorsFile(file);
    try (FileChannel channel = FileChannel.open(file.toRealPath())) {
      ByteBuffer length = read(channel, 0, 8);
      int n = Math.toIntExact(length.getLong());
      JsonNode header = new ObjectMapper().readTree(read(channel, 8, n).array());
      for (Map.Entry<String, JsonNode> e : header.properties()) {
        if (!e.getKey().equals("__metadata__")) {
          JsonNode dims = e.getValue().get("shape");
          int[] shape = new int[dims.size()];
          for (int i = 0; i < shape.length; i++) {
            shape[i] = dims.get(i).intValue();
          }
          ElementType type = ElementType.valueOf(e.getValue().get("dtype").asText());
          long offset = 8L + n + e.getValue().get("data_offsets").get(0).longValue();
          result.tensors.put(
              e.getKey(),
              new WeightTensor(
                  e.getKey(), type, Shape.of(shape), new WeightTensor.InFile(file, offset)));
        }
      }
      return result;
    } catch (IOException e) {
      throw new WeightsException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {}
    return buffer.flip();
  }

  @Override
  public String source() {
    return file.toString();
  }

  @Override
  public Collection<WeightTensor> tensors() {
    return tensors.values();
  }

  @Override
  public Optional<WeightTensor> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  @Override
  public Tensor read(String name) {
    WeightTensor tensor =
        find(name).orElseThrow(() -> new WeightsException(file + " holds no tensor " + name));
    WeightTensor.InFile place = (WeightTensor.InFile) tensor.data();
    int n = Math.toIntExact(tensor.shape().elements());
    try (FileChannel channel = FileChannel.open(place.file())) {
      ByteBuffer bytes = read(channel, place.offset(), Math.toIntExact(tensor.bytes()));
      switch (tensor.type()) {
        case F32 -> {
          float[] values = new float[n];
          bytes.asFloatBuffer().get(values);
          return new FloatTensor(tensor.shape(), values);
        }
        case I64 -> {
          long[] values = new long[n];
          bytes.asLongBuffer().get(values);
          return new LongTensor(tensor.shape(), values);
        }
        case U8, BOOL -> {
          byte[] values = new byte[n];
          bytes.get(values);
          return new ByteTensor(tensor.shape(), values);
        }
        default -> throw new WeightsException(tensor.type() + " is not read yet");
      }
    } catch (IOException e) {
      throw new WeightsException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
