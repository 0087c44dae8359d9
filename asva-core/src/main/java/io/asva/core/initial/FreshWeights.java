package io.asva.core.initial;

import io.asva.core.graph.Graph;
import io.asva.core.graph.op.Weight;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Weights of a described network as they are before training: PyTorch's defaults by the operations
 * that use them, unless a rule says otherwise. Each tensor's numbers come from the seed and its
 * name alone, so leaving others out does not change them: block n of {@value #BLOCK} numbers, in
 * row-major order, takes {@code CounterRandom.of(seed, w, h, n)} from its first, h being the 64-bit
 * FNV-1a hash of the name and w that of "weights".
 *
 * <p>Not safe for use by many threads.
 */
public final class FreshWeights {
  private static final String COUNTER = ".num_batches_tracked";

  private static final int BLOCK = 1024;
  private static final long IN_MEMORY = 64L << 20;

  private final CounterRandom random;
  private final Map<String, Shape> shapes = new LinkedHashMap<>();
  private final Map<String, Initial> byUse = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  private record Rule(Predicate<String> names, Initial value) {}

  private FreshWeights(long seed) {
    this.random = CounterRandom.of(seed, hash("weights"));
  }

  /** No weights yet, but a seed. */
  public static FreshWeights ofSeed(long seed) {
    return new FreshWeights(seed);
  }

  /**
   * Adds the weights of a network, batch normalisations' counters included. A weight that two
   * networks share is drawn once.
   *
   * @param network described against {@link io.asva.core.graph.WeightCatalogue#recording}
   */
  public FreshWeights add(Graph network) {
    return add(network, UnaryOperator.identity());
  }

  /**
   * Adds the weights of a network under other names.
   *
   * @param names gives the name in the result for a name in the network
   */
  public FreshWeights add(Graph network, UnaryOperator<String> names) {
    network.nodes().stream()
        .filter(node -> node.op() instanceof Weight)
        .map(node -> (Weight) node.op())
        .forEach(weight -> shapes.putIfAbsent(names.apply(weight.name()), weight.stored()));
    InitialValues.counters(network)
        .forEach(name -> shapes.putIfAbsent(names.apply(name), Shape.of()));
    InitialValues.of(network).forEach((name, value) -> byUse.putIfAbsent(names.apply(name), value));
    return this;
  }

  /** Says how weights of certain names are drawn. Of several rules the first that fits counts. */
  public FreshWeights rule(Predicate<String> names, Initial value) {
    rules.add(new Rule(names, value));
    return this;
  }

  /** Leaves weights out, which come from elsewhere. */
  public FreshWeights without(Predicate<String> names) {
    shapes.keySet().removeIf(names);
    return this;
  }

  /** Stores weights of certain names under another shape, of as many elements. */
  public FreshWeights shape(Predicate<String> names, UnaryOperator<Shape> shape) {
    shapes.replaceAll((name, old) -> names.test(name) ? shape.apply(old) : old);
    return this;
  }

  /** The names and shapes. */
  public Map<String, Shape> shapes() {
    return new LinkedHashMap<>(shapes);
  }

  /** The size of all weights, in bytes. */
  public long bytes() {
    return shapes.entrySet().stream()
        .mapToLong(e -> e.getValue().elements() * type(e.getKey()).bytes())
        .sum();
  }

  /**
   * The weights in memory.
   *
   * @throws WeightsException if the use of a weight has no default, and no rule names it
   */
  public Weights inMemory() {
    List<WeightTensor> tensors = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          ByteBuffer bytes =
              ByteBuffer.allocate(Math.toIntExact(shape.elements() * type(name).bytes()))
                  .order(ByteOrder.LITTLE_ENDIAN);
          fill(name, 0, bytes);
          tensors.add(
              new WeightTensor(name, type(name), shape, new WeightTensor.InMemory(bytes.flip())));
        });
    return Weights.of("fresh weights", tensors);
  }

  /**
   * Adds the weights to a file that is to be written.
   *
   * @throws WeightsException if the use of a weight has no default, and no rule names it
   */
  public SafetensorsWriter addTo(SafetensorsWriter writer) {
    shapes.forEach(
        (name, shape) -> {
          initial(name);
          writer.add(name, type(name), shape, (offset, into) -> fill(name, offset, into));
        });
    return writer;
  }

  /**
   * The weights in memory if they take less than {@value #IN_MEMORY} bytes, else in a file.
   *
   * @param file the file, which is replaced if it is there; its folder is made
   * @throws WeightsException as {@link #inMemory} and {@link #inFile}
   */
  public Weights inMemoryOr(Path file) {
    if (bytes() < IN_MEMORY) {
      return inMemory();
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new WeightsException("Can't make the folder of " + file + ": " + e.getMessage(), e);
    }
    return inFile(file);
  }

  /**
   * The weights in a file, which is written; one that is there is replaced.
   *
   * @throws WeightsException if the use of a weight has no default, and no rule names it; or if the
   *     file can't be written
   */
  public Weights inFile(Path file) {
    addTo(new SafetensorsWriter().threads(Runtime.getRuntime().availableProcessors()))
        .replace(file);
    return Weights.openTree(file);
  }

  private static ElementType type(String name) {
    return name.endsWith(COUNTER) ? ElementType.I64 : ElementType.F32;
  }

  /** Writes a tensor's bytes from an offset on. */
  void fill(String name, long offset, ByteBuffer into) {
    if (type(name) == ElementType.I64) {
      while (into.hasRemaining()) {
        into.putLong(0);
      }
      return;
    }
    Initial initial = initial(name);
    CounterRandom numbers = random.at(hash(name));
    long position = offset / Float.BYTES;
    while (into.hasRemaining()) {
      CounterRandom block = numbers.at(position / BLOCK);
      for (long skipped = 0; skipped < position % BLOCK; skipped++) {
        initial.next(block);
      }
      do {
        into.putFloat(initial.next(block));
        position++;
      } while (into.hasRemaining() && position % BLOCK != 0);
    }
  }

  private static long hash(String text) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return hash;
  }

  private Initial initial(String name) {
    if (name.endsWith(COUNTER)) {
      return Initial.ZEROS;
    }
    for (Rule rule : rules) {
      if (rule.names().test(name)) {
        return rule.value();
      }
    }
    Initial value = byUse.get(name);
    if (value == null) {
      throw new WeightsException(
          "There is no rule for the fresh value of "
              + name
              + " "
              + shapes.get(name)
              + ", and what uses it says none.");
    }
    return value;
  }
}
