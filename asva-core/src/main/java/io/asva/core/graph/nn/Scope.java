package io.asva.core.graph.nn;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.tensor.Shape;

/**
 * A module of a network that is being described: it knows the prefix of its weights' names in the
 * checkpoint. The module may itself be a layer, as in {@code s.sub("to_q").linear(x, c)}, or be
 * made of modules, whose layers take its scope first.
 *
 * <p>Not safe for use by several threads.
 */
public final class Scope {
  private final GraphBuilder graph;
  private final String prefix;

  private Scope(GraphBuilder graph, String prefix) {
    this.graph = graph;
    this.prefix = prefix;
  }

  /** The whole network: names of weights have no prefix. */
  public static Scope root(GraphBuilder graph) {
    return of(graph, "");
  }

  /**
   * One network of several in a graph.
   *
   * @param prefix of its weights' names, with its dot: {@code "unet."}
   */
  public static Scope of(GraphBuilder graph, String prefix) {
    return new Scope(graph, prefix);
  }

  /** Where operations without weights are written. */
  public GraphBuilder graph() {
    return graph;
  }

  /** The module of a name within this one; {@code net.0.proj} is one three levels down. */
  public Scope sub(String name) {
    return new Scope(graph, prefix + name + ".");
  }

  /** The module of a number within this one, a list of modules. */
  public Scope sub(int index) {
    return sub(Integer.toString(index));
  }

  /** Notes that a value is this module's result, which may be asked for by the module's name. */
  public Value mark(Value value) {
    return graph.mark(prefix.substring(0, prefix.length() - 1), value);
  }

  /**
   * A weight, which must have this shape; extents of 1 at the end may be missing or too many in the
   * checkpoint.
   */
  public Value weight(String name, int... dims) {
    return graph.weight(prefix + name, dims);
  }

  /** The first rows of a weight. */
  public Value firstRows(String name, Shape whole, int count) {
    return graph.weightRows(prefix + name, whole, 0, count);
  }

  /** Whether the checkpoint holds a weight of this name. */
  public boolean hasWeight(String name) {
    return graph.hasWeight(prefix + name);
  }

  /** {@code x W^T + b} with {@code weight} (out, in) and {@code bias} (out). */
  public Value linear(Value x, int out) {
    return graph.add(new Linear(), x, matrix(x, out), bias(out));
  }

  /** {@code x W^T} with {@code weight} (out, in). */
  public Value linearWithoutBias(Value x, int out) {
    return graph.add(new Linear(), x, matrix(x, out));
  }

  private Value matrix(Value x, int out) {
    return weight("weight", out, x.dim(-1));
  }

  /** A convolution with {@code weight} (out, in, kernel...) and {@code bias} (out). */
  public Value conv(Conv conv, Value x, int out, int... kernel) {
    return graph.add(conv, x, kernel(x, out, kernel), bias(out));
  }

  /** A convolution with {@code weight} (out, in, kernel...). */
  public Value convWithoutBias(Conv conv, Value x, int out, int... kernel) {
    return graph.add(conv, x, kernel(x, out, kernel));
  }

  private Value kernel(Value x, int out, int... kernel) {
    int[] dims = new int[kernel.length + 2];
    dims[0] = out;
    dims[1] = x.dim(-1);
    System.arraycopy(kernel, 0, dims, 2, kernel.length);
    return weight("weight", dims);
  }

  /** The linear layer over time after a convolution; see {@link ConvTemp}. */
  public Value convTemp(Value x) {
    int c = x.dim(-1);
    return graph.add(new ConvTemp(), x, weight("weight", c, 3 * c), bias(c));
  }

  /** Group normalisation with {@code weight} (c) and {@code bias} (c). */
  public Value groupNorm(Value x, GroupNorm norm) {
    return graph.add(norm, x, scale(x), bias(x.dim(-1)));
  }

  /** Layer normalisation over the last axis with {@code weight} (c) and {@code bias} (c). */
  public Value layerNorm(Value x, float eps) {
    return graph.add(new LayerNorm(eps), x, scale(x), bias(x.dim(-1)));
  }

  /**
   * Batch normalisation with {@code weight}, {@code bias}, {@code running_mean} and {@code
   * running_var} (c); see {@link BatchNorm}.
   */
  public Value batchNorm(Value x, float eps) {
    int c = x.dim(-1);
    return graph.add(
        new BatchNorm(eps),
        x,
        scale(x),
        bias(c),
        weight("running_mean", c),
        weight("running_var", c));
  }

  private Value scale(Value x) {
    return weight("weight", x.dim(-1));
  }

  private Value bias(int c) {
    return weight("bias", c);
  }
}
