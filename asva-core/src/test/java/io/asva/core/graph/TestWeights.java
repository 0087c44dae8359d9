package io.asva.core.graph;

import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Weights in memory, random by a seed. */
public final class TestWeights implements Weights {
  private final Map<String, WeightTensor> places = new LinkedHashMap<>();
  private final Random random;

  /** No weights yet. */
  public TestWeights(long seed) {
    random = new Random(seed);
  }

  /** Adds random single precision numbers. */
  public TestWeights with(String name, int... dims) {
    return with(name, randomTensor(random, dims));
  }

  /** Adds the module's {@code weight} and a {@code bias} for its first axis. */
  public TestWeights withLayer(String module, int... dims) {
    return with(module + ".weight", dims).with(module + ".bias", dims[0]);
  }

  /** Adds single precision numbers. */
  public TestWeights with(String name, FloatTensor tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(tensor.values());
    return with(name, ElementType.F32, bytes, tensor.shape());
  }

  /** Adds numbers of another type, as they lie in a file. */
  public TestWeights with(String name, ElementType type, ByteBuffer bytes, Shape shape) {
    places.put(name, new WeightTensor(name, type, shape, new WeightTensor.InMemory(bytes)));
    return this;
  }

  /** Random numbers in [-1, 1]. */
  public static FloatTensor randomTensor(Random random, int... dims) {
    float[] numbers = new float[Math.toIntExact(Shape.of(dims).elements())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 2 * random.nextFloat() - 1;
    }
    return FloatTensor.of(numbers, dims);
  }

  @Override
  public String source() {
    return "test weights";
  }

  @Override
  public Collection<WeightTensor> tensors() {
    return places.values();
  }

  @Override
  public Optional<WeightTensor> find(String name) {
    return Optional.ofNullable(places.get(name));
  }
}
