package io.asva.training.torchscript;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.op.BatchNorm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes stretches of a network as methods of its module, for training. */
final class SegmentWriter {
  private final Flow flow;
  private final Symbols symbols;
  private final Layout layout;
  private final Set<Value> rectified;
  private final StringBuilder source = new StringBuilder();
  private final List<Segment> segments = new ArrayList<>();

  private SegmentWriter(Flow flow, Symbols symbols) {
    this.flow = flow;
    this.symbols = symbols;
    this.rectified = Flow.rectified(flow.graph());
    boolean batchNorms = flow.steps().stream().anyMatch(step -> step.op() instanceof BatchNorm);
    this.layout = batchNorms ? Layout.CHANNELS_FIRST : Layout.CHANNELS_LAST;
  }

  /**
   * Writes a network.
   *
   * @param ends for each stretch the step after its last one; the last is the number of steps
   */
  static TrainingScript write(Flow flow, List<Integer> ends) {
    Symbols symbols = new Symbols();
    SegmentWriter writer = new SegmentWriter(flow, symbols);
    TorchScript use = TorchScriptWriter.write(flow.graph(), symbols);
    int begin = 0;
    for (int end : ends) {
      writer.segment(begin, end);
      begin = end;
    }
    TorchScript module =
        new TorchScript(
            use.network(),
            use.source() + writer.source,
            symbols.parameters(),
            symbols.buffers(),
            use.inputs(),
            use.outputs());
    return new TrainingScript(module, writer.segments);
  }

  private void segment(int begin, int end) {
    String method = "segment_" + segments.size();
    List<Node> nodes = flow.steps().subList(begin, end);
    List<Value> arguments = arguments(nodes, begin);
    List<Value> results = results(nodes, end);
    MethodBody body =
        new MethodBody(flow.graph().name(), symbols, Mode.TRAINING, layout, rectified);
    source.append("def ").append(method).append("(self");
    for (Value argument : arguments) {
      source.append(", ").append(body.argument(argument)).append(": Tensor");
    }
    source.append(", ").append(Segment.NOTES).append(": bool) -> List[Tensor]:\n");
    for (Node node : nodes) {
      node.inputs().forEach(input -> writeLeaf(body, input));
      body.write(node);
    }
    results.forEach(result -> writeLeaf(body, result));
    List<String> expressions = results.stream().map(body::expression).toList();
    source.append(body.statements());
    source.append("  return [").append(String.join(", ", expressions)).append("]\n");
    segments.add(new Segment(method, arguments, results));
  }

  private List<Value> arguments(List<Node> nodes, int begin) {
    Set<Value> arguments = new LinkedHashSet<>();
    for (Node node : nodes) {
      for (Value input : node.inputs()) {
        if (!flow.isLeaf(input) && flow.made(input) < begin) {
          arguments.add(input);
        }
      }
    }
    return List.copyOf(arguments);
  }

  private List<Value> results(List<Node> nodes, int end) {
    Set<Value> results = new LinkedHashSet<>();
    for (Node node : nodes) {
      if (flow.crosses(node.output(), end)) {
        results.add(node.output());
      }
    }
    if (end == flow.steps().size()) {
      flow.graph().outputs().values().stream().filter(flow::isLeaf).forEach(results::add);
    }
    return List.copyOf(results);
  }

  private void writeLeaf(MethodBody body, Value value) {
    if (flow.isLeaf(value) && !body.knows(value)) {
      Node node = flow.leaf(value);
      node.inputs().forEach(input -> writeLeaf(body, input));
      body.write(node);
    }
  }
}
