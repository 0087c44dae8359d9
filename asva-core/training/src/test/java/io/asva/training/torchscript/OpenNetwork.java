package io.asva.training.torchscript;

import io.asva.core.graph.OpCase;
import io.asva.core.graph.op.Unary;

/** Opens a network twice in a process of its own and prints the second failure. */
final class OpenNetwork {
  private OpenNetwork() {}

  public static void main(String[] arguments) {
    OpCase test = OpCase.of("any", m -> m.graph().apply(Unary.Function.RELU, m.input(2)));
    // A class that can't be loaded fails in another way when it is tried again.
    for (int attempt = 1; attempt <= 2; attempt++) {
      try (TorchNetwork network = TorchNetwork.open(test.graph(), test.weights())) {
        System.out.println("opened: " + network.run(test.inputs()));
      } catch (TorchScriptException e) {
        if (attempt == 2) {
          System.out.println(e);
        }
      }
    }
  }
}
