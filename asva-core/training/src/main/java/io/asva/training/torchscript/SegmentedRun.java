package io.asva.training.torchscript;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * One forward and backward pass over a network's segments. All but the last run without gradients
 * at first; on the way back each runs again, with what gradients need, on the values that it was
 * given.
 *
 * <p>A value that several segments read gets a gradient from each; they are added.
 */
final class SegmentedRun implements AutoCloseable {
  private final TorchModule module;
  private final List<Segment> segments;
  private final Needs needs;
  private final Map<Value, Tensor> values = new HashMap<>();
  private final Map<Value, Tensor> gradients = new HashMap<>();

  SegmentedRun(TorchModule module, List<Segment> segments, Needs needs, Map<Value, Tensor> inputs) {
    this.module = module;
    this.segments = segments;
    this.needs = needs;
    inputs.forEach((value, tensor) -> values.put(value, kept(tensor)));
  }

  /**
   * Computes the outputs, and adds to the gradients of the weights.
   *
   * @param output whose gradient is given
   * @param gradient of some loss by that output
   */
  void run(Value output, Tensor gradient) {
    int last = segments.size() - 1;
    for (Segment segment : segments.subList(0, last)) {
      try (PointerScope scope = new PointerScope();
          NoGradGuard noGrad = new NoGradGuard()) {
        keep(segment, module.run(segment.method(), inOrder(segment, values), true));
      }
    }
    gradients.put(output, kept(gradient));
    try (PointerScope scope = new PointerScope()) {
      Map<Value, Tensor> arguments = leaves(segments.get(last));
      List<Tensor> ordered = inOrder(segments.get(last), arguments);
      TensorVector results = module.run(segments.get(last).method(), ordered, true);
      keep(segments.get(last), results);
      backward(segments.get(last), arguments, results);
    }
    List<Segment> before = new ArrayList<>(segments.subList(0, last));
    Collections.reverse(before);
    before.forEach(this::again);
  }

  private void again(Segment segment) {
    boolean wanted = segment.results().stream().anyMatch(gradients::containsKey);
    if (wanted) {
      try (PointerScope scope = new PointerScope()) {
        Map<Value, Tensor> arguments = leaves(segment);
        List<Tensor> ordered = inOrder(segment, arguments);
        backward(segment, arguments, module.run(segment.method(), ordered, false));
      }
    }
    segment.results().forEach(result -> close(gradients.remove(result)));
  }

  /** The value of an output after the run. */
  Tensor value(Value value) {
    return requireNonNull(values.get(value), () -> value + " isn't kept");
  }

  private void keep(Segment segment, TensorVector results) {
    for (int i = 0; i < segment.results().size(); i++) {
      values.put(segment.results().get(i), kept(results.get(i).detach()));
    }
  }

  /** A handle that outlives the scope in which it is made. */
  private static Tensor kept(Tensor tensor) {
    Tensor handle = new Tensor(tensor);
    handle.retainReference();
    return handle;
  }

  /** The arguments cut off from what made them, so that gradients stop there. */
  private Map<Value, Tensor> leaves(Segment segment) {
    Map<Value, Tensor> leaves = new HashMap<>();
    for (Value argument : segment.arguments()) {
      Tensor leaf = value(argument).detach();
      leaf.set_requires_grad(needs.gradient(argument));
      leaves.put(argument, leaf);
    }
    return leaves;
  }

  private static List<Tensor> inOrder(Segment segment, Map<Value, Tensor> arguments) {
    return segment.arguments().stream().map(a -> requireNonNull(arguments.get(a))).toList();
  }

  private void backward(Segment segment, Map<Value, Tensor> arguments, TensorVector results) {
    TensorVector roots = new TensorVector();
    TensorVector incoming = new TensorVector();
    for (int i = 0; i < segment.results().size(); i++) {
      Tensor gradient = gradients.get(segment.results().get(i));
      if (gradient != null && results.get(i).requires_grad()) {
        roots.push_back(results.get(i));
        incoming.push_back(gradient);
      }
    }
    if (roots.empty()) {
      return;
    }
    results.clear(); // what is no longer needed goes while gradients flow
    torch.backward(roots, incoming, new BoolOptional(), false, new TensorVector());
    arguments.forEach(
        (value, leaf) -> {
          if (leaf.requires_grad() && leaf.grad().defined()) {
            add(value, leaf.grad());
          }
        });
  }

  private void add(Value value, Tensor gradient) {
    Tensor known = gradients.get(value);
    try (NoGradGuard noGrad = new NoGradGuard()) {
      gradients.put(value, kept(known == null ? gradient : known.add(gradient)));
    }
    close(known);
  }

  private static void close(@Nullable Pointer pointer) {
    if (pointer != null) {
      pointer.close();
    }
  }

  @Override
  public void close() {
    values.values().forEach(Pointer::close);
    gradients.values().forEach(Pointer::close);
  }
}
