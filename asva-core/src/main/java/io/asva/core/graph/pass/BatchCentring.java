package io.asva.core.graph.pass;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Binary;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Mean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Normalises channels by the statistics of a whole batch (a {@link GroupNorm} of as many groups as
 * channels and no batch axes) without losing digits. Arrays are centred before they are squared:
 * where channels have means many times their standard deviation, rounding would eat the variance.
 * What goes through a convolution of one pixel first is centred before that, too, which moves each
 * channel by a constant that the norm takes away. Means are taken axis by axis, because a sum of
 * 10^5 numbers in single precision loses two digits.
 */
public final class BatchCentring {
  private static final Binary SUB = new Binary(Binary.Operator.SUB);
  private static final Binary MUL = new Binary(Binary.Operator.MUL);

  private final Graph graph;
  private final Rewrite rewrite;
  private final Map<Value, Integer> uses = new HashMap<>();
  private final Map<Value, Node> norms = new HashMap<>();
  private final Map<Value, Value> centred = new HashMap<>();

  private BatchCentring(Graph graph) {
    this.graph = graph;
    this.rewrite = new Rewrite(graph);
    for (Node node : graph.nodes()) {
      node.inputs().forEach(value -> uses.merge(value, 1, Integer::sum));
      if (isOfBatch(node)) {
        norms.put(node.inputs().get(0), node);
      }
    }
    graph.outputs().values().forEach(value -> uses.merge(value, 1, Integer::sum));
  }

  private static boolean isOfBatch(Node node) {
    return node.op() instanceof GroupNorm norm
        && norm.batchAxes() == 0
        && norm.groups() == node.output().dim(-1)
        && node.inputs().size() == 3;
  }

  /** The same network with such norms over centred arrays. */
  public static Graph of(Graph graph) {
    BatchCentring pass = new BatchCentring(graph);
    return pass.norms.isEmpty() ? graph : pass.run();
  }

  private Graph run() {
    for (Node node : graph.nodes()) {
      if (isOfBatch(node)) {
        placeNorm(node, ((GroupNorm) node.op()).eps());
      } else if (isPointBeforeNorm(node)) {
        Value x = centred(node.inputs().get(0));
        rewrite.place(new Node(node.op(), List.of(x, node.inputs().get(1)), node.output()));
      } else {
        rewrite.place(node);
      }
    }
    return rewrite.graph();
  }

  private boolean isPointBeforeNorm(Node node) {
    return node.op() instanceof Conv conv
        && node.inputs().size() == 2
        && node.inputs().get(1).shape().elements(2, node.inputs().get(1).shape().rank()) == 1
        && conv.before().stream().allMatch(zeros -> zeros == 0)
        && conv.after().stream().allMatch(zeros -> zeros == 0)
        && norms.containsKey(node.output())
        && uses.getOrDefault(node.output(), 0) == 1;
  }

  private void placeNorm(Node node, float eps) {
    String name = node.output().name();
    Value x = centred(node.inputs().get(0));
    Value scale = node.inputs().get(1);
    Value shift = node.inputs().get(2);
    Value variance = mean(name + "/variance", rewrite.place(name + "/square", MUL, x, x));
    Value mean = mean(name + "/mean", x);
    rewrite.place(
        new Node(new BatchNorm(eps), List.of(x, scale, shift, mean, variance), node.output()));
  }

  private Value centred(Value x) {
    Value known = centred.get(x);
    if (known == null) {
      known = rewrite.place(x.name() + "/centred", SUB, x, mean(x.name() + "/centre", x));
      centred.put(x, known);
    }
    return known;
  }

  private Value mean(String name, Value x) {
    Value mean = x;
    for (int axis = x.shape().rank() - 2; axis >= 0; axis--) {
      mean = rewrite.place(name + axis, new Mean(List.of(axis)), mean);
    }
    return mean;
  }
}
