package io.asva.training.torchscript;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.graph.op.Op;
import io.asva.core.tensor.Shape;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Where a network is cut so that training takes little memory: what crosses the cuts is kept, and
 * one stretch at a time is computed again with all that its backward pass needs.
 *
 * <p>For a limit on a stretch's own memory the cheapest cuts are found by dynamic programming: what
 * a cut adds to the values that are kept anyway are those made since the cut before it. Of several
 * limits the one is taken whose kept values and largest stretch together are smallest.
 */
final class Segmentation {
  private static final double FINER = 0.8;

  private final Flow flow;
  private final int steps;
  private final long[] held;

  private Segmentation(Flow flow) {
    this.flow = flow;
    this.steps = flow.steps().size();
    this.held = flow.steps().stream().mapToLong(Segmentation::held).toArray();
  }

  /**
   * One stretch that is the whole network.
   *
   * @return where each stretch ends
   */
  static List<Integer> whole(Flow flow) {
    return List.of(flow.steps().size());
  }

  /**
   * Stretches for the least memory.
   *
   * @return where each stretch ends
   */
  static List<Integer> least(Flow flow) {
    return new Segmentation(flow).least();
  }

  private List<Integer> least() {
    double limit = LongStream.of(held).sum();
    Plan best = plan(Long.MAX_VALUE);
    long most = LongStream.of(held).max().orElse(0);
    while (limit > most) {
      limit *= FINER;
      Plan plan = plan((long) limit);
      best = plan.bytes < best.bytes ? plan : best;
    }
    return best.ends;
  }

  /** Cuts, and the bytes that they cost: kept values and the largest stretch. */
  private record Plan(List<Integer> ends, long bytes) {}

  private Plan plan(long limit) {
    long[] kept = new long[steps + 1];
    int[] from = new int[steps + 1];
    Arrays.fill(kept, 1, steps + 1, Long.MAX_VALUE);
    for (int end = 1; end <= steps; end++) {
      long inside = 0;
      long fresh = 0;
      for (int begin = end - 1; begin >= 0; begin--) {
        inside += held[begin];
        if (inside > limit && begin < end - 1) {
          break;
        }
        Value made = flow.steps().get(begin).output();
        fresh += flow.crosses(made, end) ? bytes(made.shape()) : 0;
        if (kept[begin] + fresh < kept[end]) {
          kept[end] = kept[begin] + fresh;
          from[end] = begin;
        }
      }
    }
    Deque<Integer> ends = new ArrayDeque<>();
    long largest = 0;
    for (int end = steps; end > 0; end = from[end]) {
      ends.addFirst(end);
      largest = Math.max(largest, LongStream.of(held).skip(from[end]).limit(end - from[end]).sum());
    }
    return new Plan(List.copyOf(ends), kept[steps] + largest);
  }

  private static long bytes(Shape shape) {
    return Float.BYTES * shape.elements();
  }

  /** About what libtorch keeps of a step for the backward pass, in bytes. */
  private static long held(Node node) {
    return arrays(node.op()) * bytes(node.output().shape());
  }

  private static int arrays(Op op) {
    if (Flow.isView(op)) {
      return 0;
    }
    if (op instanceof ConvTemp) {
      return 4; // three frames side by side
    }
    return op instanceof Attention || op instanceof FrameAttention ? 4 : 1; // split into heads
  }
}
