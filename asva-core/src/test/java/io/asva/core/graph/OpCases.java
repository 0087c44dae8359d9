package io.asva.core.graph;

import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Cast;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Cases that together hold every operation, with batches, frames, odd extents and the corners of
 * each operation's definition.
 */
public final class OpCases {
  private static final float MANY = 1e4f;

  private OpCases() {}

  /** All cases. */
  public static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    elements(cases);
    shapes(cases);
    picking(cases);
    leaves(cases);
    norms(cases);
    attention(cases);
    cases.addAll(LayerCases.all());
    cases.addAll(ImageNetCases.all());
    return cases;
  }

  private static void add(List<OpCase> cases, String name, OpCase.Description description) {
    cases.add(OpCase.of(name, description));
  }

  private static void elements(List<OpCase> cases) {
    for (Unary.Function function : Unary.Function.values()) {
      add(cases, "unary " + function, m -> m.graph().apply(function, argument(m, function)));
    }
    for (Binary.Operator operator : Binary.Operator.values()) {
      Binary op = new Binary(operator);
      add(cases, operator + " alike", m -> m.graph().add(op, m.input(3, 5), m.input(3, 5)));
      add(cases, operator + " row", m -> m.graph().add(op, m.input(2, 3, 5), m.input(5)));
      add(cases, operator + " both", m -> m.graph().add(op, m.input(4, 1, 5), m.input(2, 1, 3, 1)));
    }
    add(cases, "same value twice", m -> twice(m, m.input(2, 3)));
    add(cases, "cast to half and back", m -> rounded(m, m.input(3, 4)));
    add(cases, "affine", m -> m.graph().affine(m.input(2, 7), 0.1f, -1.25e-3f));
    add(cases, "affine scale", m -> m.graph().affine(m.input(7), -3e-10f, 0));
    add(cases, "affine shift", m -> m.graph().affine(m.input(7), 1, MANY));
    add(cases, "affine neither", m -> m.graph().affine(m.input(7), 1, 0));
    add(cases, "clamp", m -> m.graph().clamp(m.input(5, 9), -1, 0.3f));
    add(cases, "clamp below", m -> m.graph().clamp(m.input(9), 0, Float.POSITIVE_INFINITY));
    add(cases, "clamp above", m -> m.graph().clamp(m.input(9), Float.NEGATIVE_INFINITY, 0.5f));
  }

  /** Random numbers that a function has values and slopes at. */
  private static Value argument(OpCase.Maker m, Unary.Function function) {
    Value x = m.input(2, 3, 5);
    return function == Unary.Function.SQRT ? m.graph().apply(Unary.Function.EXP, x) : x;
  }

  /** To half precision and back. */
  private static Value rounded(OpCase.Maker m, Value x) {
    return m.graph().add(new Cast(ElementType.F32), m.graph().add(new Cast(ElementType.F16), x));
  }

  private static Value twice(OpCase.Maker m, Value x) {
    return m.graph().multiply(x, m.graph().add(x, x));
  }

  private static void shapes(List<OpCase> cases) {
    add(cases, "reshape", m -> m.graph().reshape(m.input(2, 3, 4), 4, 6));
    add(cases, "reshape to scalar", m -> m.graph().reshape(m.input(1, 1), new int[0]));
    add(cases, "permute scalar", m -> m.graph().permute(m.input()));
    add(cases, "expand scalar", m -> m.graph().expand(m.input()));
    add(cases, "reshape permuted", m -> flatPermuted(m, m.input(2, 3, 5)));
    add(cases, "permute", m -> m.graph().permute(m.input(2, 3, 4, 5), 3, 0, 2, 1));
    add(cases, "expand", m -> m.graph().expand(m.input(2, 1, 3), 4, 2, 5, 3));
    add(cases, "expand permuted", m -> expandedPermuted(m, m.input(3, 1, 2)));
    add(cases, "mean one axis", m -> m.graph().mean(m.input(2, 3, 5), 1));
    add(cases, "mean two axes", m -> m.graph().mean(m.input(2, 3, 5, 4), 0, 2));
    add(cases, "mean all axes", m -> m.graph().mean(m.input(3, 5), 0, 1));
    add(cases, "mean no axis", m -> m.graph().mean(m.input(3, 5)));
    add(cases, "upsample", m -> m.graph().upsample(m.input(2, 3, 5, 4, 3)));
    add(cases, "upsample one image", m -> m.graph().upsample(m.input(3, 1, 2)));
  }

  private static Value flatPermuted(OpCase.Maker m, Value x) {
    return m.graph().reshape(m.graph().permute(x, 2, 1, 0), 30);
  }

  private static Value expandedPermuted(OpCase.Maker m, Value x) {
    return m.graph().permute(m.graph().expand(x, 3, 4, 2), 1, 2, 0);
  }

  private static void picking(List<OpCase> cases) {
    add(cases, "slice", m -> m.graph().slice(m.input(2, 7, 3), 1, 2, 5));
    add(cases, "slice last axis", m -> m.graph().slice(m.input(2, 7), -1, 6, 7));
    add(cases, "slice of integers", m -> m.graph().slice(m.ids(99, 2, 7), 1, 3, 6));
    add(cases, "gather", m -> m.graph().gather(m.input(2, 5, 3), 1, List.of(4, 0, 0, 2)));
    add(cases, "gather first", m -> m.graph().gather(m.input(3, 2), 0, List.of(1)));
    add(cases, "concat", m -> m.graph().concat(1, m.input(2, 3, 4), m.input(2, 1, 4)));
    add(cases, "concat three", m -> three(m, m.input(3, 2)));
    TestWeights table = new TestWeights(5).with("table", 11, 3);
    cases.add(
        OpCase.of(
            "embedding",
            table,
            m -> m.graph().embedding(m.ids(11, 2, 4), m.graph().weight("table", 11, 3))));
  }

  private static Value three(OpCase.Maker m, Value x) {
    return m.graph().concat(-1, x, m.input(3, 1), x);
  }

  private static void leaves(List<OpCase> cases) {
    FloatTensor tensor = FloatTensor.of(new float[] {1.5f, -2, 0.1f}, 1, 3);
    add(cases, "constant", m -> m.graph().add(m.input(2, 3), m.graph().constant(tensor)));
    LongTensor ids = LongTensor.of(new long[] {3, 0}, 2);
    add(cases, "constant ids", m -> m.graph().embedding(m.graph().constant(ids), m.input(4, 3)));
    TestWeights weights = new TestWeights(6).with("w", 6, 2, 1, 1).with("s", new int[0]);
    weights.with("_w", 3, 2).with("v", 4);
    cases.add(OpCase.of("weight rows", weights, OpCases::weightRows));
    cases.add(OpCase.of("weight alone", weights, m -> alone(m.graph(), m.input(1))));
    cases.add(OpCase.of("weight scalar", weights, m -> scalar(m, m.graph().weight("s", 1))));
    cases.add(OpCase.of("weight with ones", weights, m -> scalar(m, m.graph().weight("v", 4, 1))));
  }

  private static Value weightRows(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Value whole = graph.weight("w", 6, 2);
    Value rows = graph.weightRows("w", Shape.of(6, 2), 2, 3);
    Value x = m.input(3, 2);
    Value y = graph.concat(0, whole, graph.multiply(rows, x), graph.weight("_w", 3, 2));
    return graph.add(y, graph.slice(rows, 0, 1, 2));
  }

  private static Value alone(GraphBuilder graph, Value unused) {
    return graph.weight("w", 6, 2, 1, 1);
  }

  private static Value scalar(OpCase.Maker m, Value weight) {
    return m.graph().multiply(m.input(4, 3), weight);
  }

  private static void norms(List<OpCase> cases) {
    TestWeights weights = new TestWeights(7).withLayer("n", 12).withLayer("one", 1);
    for (int batchAxes = 0; batchAxes <= 4; batchAxes++) {
      GroupNorm norm = new GroupNorm(3, 1e-5f, batchAxes);
      cases.add(
          OpCase.of(
              "group norm over axes after " + batchAxes,
              weights,
              m -> m.scope("n").groupNorm(m.input(2, 3, 5, 1, 12), norm)));
    }
    GroupNorm each = new GroupNorm(12, 1e-1f, 1);
    cases.add(
        OpCase.of(
            "group norm each", weights, m -> m.scope("n").groupNorm(m.input(2, 5, 12), each)));
    GroupNorm single = new GroupNorm(1, 1e-6f, 1);
    cases.add(
        OpCase.of(
            "group norm one channel",
            weights,
            m -> m.scope("one").groupNorm(m.input(2, 4, 3, 1), single)));
    add(
        cases,
        "group norm without weights",
        m -> m.graph().add(new GroupNorm(2, 1e-5f, 1), m.input(2, 3, 4)));
    cases.add(
        OpCase.of("layer norm", weights, m -> m.scope("n").layerNorm(m.input(2, 3, 12), 1e-5f)));
    add(
        cases,
        "layer norm without weights",
        m -> m.graph().layerNormWithoutWeights(m.input(2, 3, 5), 1e-2f));
    add(cases, "log softmax", m -> m.graph().logSoftmax(m.input(2, 3, 5)));
    add(cases, "log softmax of a vector", m -> m.graph().logSoftmax(m.input(7)));
    add(
        cases,
        "mean squared error",
        m -> m.graph().meanSquaredError(m.input(2, 3, 4), m.input(2, 3, 4)));
    add(cases, "l2", m -> m.graph().l2Normalize(m.input(2, 3, 5)));
    add(cases, "l2 of zeros", m -> m.graph().l2Normalize(m.input(FloatTensor.zeros(2, 3))));
  }

  private static void attention(List<OpCase> cases) {
    Attention all = new Attention(3, Attention.Masking.NONE);
    Attention causal = new Attention(2, Attention.Masking.CAUSAL);
    add(
        cases,
        "attention",
        m -> m.graph().attention(all, m.input(2, 5, 12), m.input(2, 7, 12), m.input(2, 7, 12)));
    add(
        cases,
        "attention causal",
        m -> m.graph().attention(causal, m.input(2, 5, 6), m.input(2, 5, 6), m.input(2, 5, 6)));
    add(
        cases,
        "attention causal, fewer queries",
        m -> m.graph().attention(causal, m.input(1, 3, 6), m.input(1, 5, 6), m.input(1, 5, 6)));
    add(
        cases,
        "attention one key",
        m -> m.graph().attention(all, m.input(1, 4, 3), m.input(1, 1, 3), m.input(1, 1, 3)));
    for (int batch = 1; batch <= 2; batch++) {
      int n = batch;
      add(
          cases,
          "frame attention, batch " + batch,
          m ->
              m.graph()
                  .frameAttention(
                      2, m.input(n, 5, 3, 8), m.input(n, 5, 3, 8), m.input(n, 5, 3, 8)));
    }
    add(cases, "frame attention, one frame", m -> oneFrame(m, m.input(2, 1, 3, 4)));
  }

  private static Value oneFrame(OpCase.Maker m, Value x) {
    return m.graph().frameAttention(2, x, x, m.input(2, 1, 3, 4));
  }
}
