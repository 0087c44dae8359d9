package io.asva.core.graph;

import io.asva.core.message.Listing;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Names, shapes and types of a checkpoint's tensors, and a note of those that a network expected
 * otherwise.
 *
 * <p>Not safe for use by several threads.
 */
public final class WeightCatalogue {
  private static final int LISTED = 12;

  private final String source;
  private final Map<String, Entry> entries;
  private final Map<String, Shape> expected = new LinkedHashMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  private final Completeness completeness;

  private WeightCatalogue(String source, Map<String, Entry> entries, Completeness completeness) {
    this.source = source;
    this.entries = entries;
    this.completeness = completeness;
  }

  private enum Completeness {
    DEMANDED,
    ASSUMED
  }

  /**
   * The shape and type of one tensor.
   *
   * @param shape its extents as stored
   * @param type the type of its stored elements
   */
  public record Entry(Shape shape, ElementType type) {}

  /** The tensors of a checkpoint. */
  public static WeightCatalogue of(Weights weights) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (WeightTensor tensor : weights.tensors()) {
      entries.put(tensor.name(), new Entry(tensor.shape(), tensor.type()));
    }
    return new WeightCatalogue(weights.source(), entries, Completeness.DEMANDED);
  }

  /**
   * A catalogue that has whatever a network demands, in single precision, so that describing a
   * network against it tells the names and shapes of its weights: {@link #expected}. Of optional
   * weights, those a network asks {@link #has} for first, it has none.
   */
  public static WeightCatalogue recording() {
    return new WeightCatalogue("nowhere", Map.of(), Completeness.ASSUMED);
  }

  /**
   * The names and shapes of the weights that a description demands, in the order in which it does.
   */
  public static Map<String, Shape> demandedBy(Consumer<WeightCatalogue> description) {
    WeightCatalogue catalogue = recording();
    description.accept(catalogue);
    return catalogue.expected();
  }

  /** Whether there is a tensor of this name. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The names that a network asked for, in the order in which it did. */
  public Set<String> used() {
    return expected().keySet();
  }

  /**
   * The names that a network asked for, in the order in which it did, each with its whole shape.
   */
  public Map<String, Shape> expected() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(expected));
  }

  Entry expect(String name, Shape shape) {
    expected.putIfAbsent(name, shape);
    if (completeness == Completeness.ASSUMED) {
      return new Entry(shape, ElementType.F32);
    }
    Entry entry = entries.get(name);
    if (entry == null) {
      problems.add("missing " + name + " " + shape);
      return new Entry(shape, ElementType.F32);
    }
    if (!entry.shape().isSameButForTrailingOnes(shape)) {
      problems.add(name + " is " + entry.shape() + ", expected " + shape);
      return new Entry(shape, entry.type());
    }
    if (!entry.type().isFloat()) {
      problems.add(name + " holds " + entry.type() + ", expected floating point numbers");
    }
    return entry;
  }

  /**
   * Checks that these are a network's weights and no others: those of another configuration may
   * hold all of this one's, and would silently give other results.
   *
   * @param network what the weights are for, as it follows "of this": "UNet"
   * @param shapes names and shapes of the network's weights, as {@link #recording} tells them
   * @throws GraphException if weights are missing, misshapen or too many; the message lists them
   */
  public void requireExactly(String network, Map<String, Shape> shapes) {
    shapes.forEach(this::expect);
    entries.forEach(
        (name, entry) -> {
          if (!shapes.containsKey(name)) {
            problems.add("not expected: " + name + " " + entry.shape());
          }
        });
    requireComplete(network);
  }

  void requireComplete(String network) {
    if (problems.isEmpty()) {
      return;
    }
    throw new GraphException(
        "The weights in "
            + source
            + " are not those of this "
            + network
            + ":"
            + Listing.lines(List.copyOf(problems), LISTED)
            + "\nCheck that the file belongs to the configuration beside it.");
  }
}
