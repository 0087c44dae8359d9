package io.asva.core.onnx.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.graph.OpCase;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import java.util.Map;
import java.util.Objects;

/** Runs a case as it is written for a target, and compares it with the control. */
final class Targets {
  private Targets() {}

  static Comparison compare(OpCase test, Target target, double tolerance) throws OrtException {
    Tensor expected = Objects.requireNonNull(test.expected().get("y"));
    return TensorComparison.compare(test.name(), run(test, target), expected, tolerance);
  }

  static Tensor run(OpCase test, Target target) throws OrtException {
    OnnxModel model = OnnxWriter.write(test.graph(), test.weights(), target);
    NetworkOptions options = NetworkOptions.defaults();
    try (OrtNetwork network = OrtNetwork.open(model, test.weights(), Device.cpu(), options);
        OrtSession.RunOptions run = new OrtSession.RunOptions();
        OrtSession.Result result = network.run(test.inputs(), Map.of(), run)) {
      return Objects.requireNonNull(OrtNetwork.toHeap(result).get("y"));
    }
  }
}
