package io.asva.core.graph;

import io.asva.core.graph.op.Constant;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * How many elements a network's batch has.
 *
 * <p>A description has a number for each extent. That of a network for any batch is made for {@link
 * #STAND_IN} elements, a prime: an extent that is a multiple of it is so many for each element, and
 * no other extent is, as {@link #describe} checks.
 */
public enum Batch {
  /** As many as the description says. */
  FIXED,
  /** Any number, which a run's inputs tell. */
  ANY;

  /** The batch of a description that is meant for any. */
  public static final int STAND_IN = 1009;

  /**
   * Describes a network for any batch.
   *
   * @param describe describes it for a batch
   * @return the description for {@link #STAND_IN} elements
   * @throws GraphException if extents other than the batch's are multiples of that number, or
   *     constants depend on the batch
   */
  public static Graph describe(IntFunction<Graph> describe) {
    Graph any = describe.apply(STAND_IN);
    List<Value> found = values(any);
    List<Value> ofOne = values(describe.apply(1));
    for (int i = 0; i < found.size(); i++) {
      Shape shape = found.get(i).shape();
      if (!ANY.of(shape, 1).equals(ofOne.get(i).shape()) || free(shape) > 1) {
        throw unfit(any, found.get(i));
      }
    }
    for (Node node : any.nodes()) {
      if (node.op() instanceof Constant && free(node.output().shape()) > 0) {
        throw unfit(any, node.output());
      }
    }
    return any;
  }

  private static List<Value> values(Graph graph) {
    List<Value> values = new ArrayList<>();
    graph.inputs().forEach(input -> values.add(input.value()));
    graph.nodes().forEach(node -> values.add(node.output()));
    return values;
  }

  private static long free(Shape shape) {
    return Arrays.stream(shape.dims()).filter(ANY::isFree).count();
  }

  private static GraphException unfit(Graph graph, Value value) {
    return new GraphException(
        "The "
            + graph.name()
            + " can't be described for any batch: "
            + value
            + " has an extent that is a multiple of "
            + STAND_IN
            + " and isn't the batch's, which that number stands for. Describe it for a fixed"
            + " batch.");
  }

  /** Whether an extent of a description is so many for each element. */
  public boolean isFree(long extent) {
    return this == ANY && extent != 0 && extent % STAND_IN == 0;
  }

  /** A description's shape for so many elements. */
  public Shape of(Shape described, int elements) {
    int[] dims = described.dims();
    for (int i = 0; i < dims.length; i++) {
      dims[i] = isFree(dims[i]) ? dims[i] / STAND_IN * elements : dims[i];
    }
    return Shape.of(dims);
  }

  /** For how many elements a description's shape is another one; empty if for none, or for all. */
  public OptionalInt elements(Shape described, Shape found) {
    for (int i = 0; i < Math.min(described.rank(), found.rank()); i++) {
      if (isFree(described.dim(i))) {
        int elements = found.dim(i) / (described.dim(i) / STAND_IN);
        return elements > 0 && of(described, elements).equals(found)
            ? OptionalInt.of(elements)
            : OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  /** A description's shape for messages, with n in the place of the number of elements. */
  public String words(Shape described) {
    return Arrays.stream(described.dims()).mapToObj(this::words).collect(Collectors.joining("x"));
  }

  private String words(int extent) {
    if (!isFree(extent)) {
      return Integer.toString(extent);
    }
    return extent == STAND_IN ? "n" : extent / STAND_IN + "n";
  }
}
