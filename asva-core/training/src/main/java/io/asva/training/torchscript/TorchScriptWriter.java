package io.asva.training.torchscript;

import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.graph.pass.WriterPasses;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a network as TorchScript: straight-line source, one or a few statements an operation. The
 * same graph gives the same text.
 *
 * <p>It needs nothing of PyTorch on the class path. Safe for use by many threads.
 */
public final class TorchScriptWriter {
  private TorchScriptWriter() {}

  /**
   * Writes a network.
   *
   * @throws TorchScriptException if TorchScript has nothing for one of its operations: a
   *     convolution over no axis or more than three
   */
  public static TorchScript write(Graph graph) {
    return write(WriterPasses.of(graph), new Symbols());
  }

  /** Writes a network as one of several methods of a module. */
  static TorchScript write(Graph graph, Symbols symbols) {
    MethodBody body =
        new MethodBody(
            graph.name(), symbols, Mode.EVALUATION, Layout.CHANNELS_LAST, Flow.rectified(graph));
    List<String> arguments = new ArrayList<>();
    for (Graph.Input input : graph.inputs()) {
      arguments.add(", " + body.argument(input.value()) + ": Tensor");
    }
    for (Node node : graph.nodes()) {
      body.write(node);
    }
    List<String> results = new ArrayList<>();
    for (Value output : graph.outputs().values()) {
      results.add(body.expression(output));
    }
    String source =
        "def forward(self"
            + String.join("", arguments)
            + ") -> List[Tensor]:\n"
            + body.statements()
            + "  return ["
            + String.join(", ", results)
            + "]\n";
    return new TorchScript(
        graph.name(),
        source,
        symbols.parameters(),
        symbols.buffers(),
        graph.inputs().stream().map(i -> new TorchScript.Input(i.name(), i.value())).toList(),
        List.copyOf(graph.outputs().keySet()));
  }
}
