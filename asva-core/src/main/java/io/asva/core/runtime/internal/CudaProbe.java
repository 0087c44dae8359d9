package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Linear;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import java.util.List;
import java.util.Map;

/**
 * A network of a few numbers, evaluated to learn whether a device computes: the driver, the number
 * of the device and its kind are tried only when a session opens.
 */
final class CudaProbe {
  private static final int SIZE = 2;

  private CudaProbe() {}

  static void run(int index) throws OrtException {
    run(Device.cuda(index));
  }

  /** Multiplies a matrix with its transpose on a device. */
  static Tensor run(Device device) throws OrtException {
    OrtEnvironment environment = OrtLibrary.environment();
    Weights none = Weights.of("nowhere", List.of());
    byte[] model = OnnxWriter.write(describe(none), none, Target.PORTABLE).proto();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      Providers.add(settings, device);
      try (OrtSession session = environment.createSession(model, settings);
          var input =
              Tensors.toNative(environment, FloatTensor.of(new float[] {1, 2, 3, 4}, SIZE, SIZE));
          OrtSession.Result result = session.run(Map.of("x", input))) {
        return java.util.Objects.requireNonNull(OrtNetwork.toHeap(result).get("y"));
      }
    }
  }

  private static Graph describe(Weights weights) {
    GraphBuilder graph = new GraphBuilder("probe", WeightCatalogue.of(weights));
    Value x = graph.input("x", Rate.STEP, ElementType.F32, SIZE, SIZE);
    graph.output("y", graph.add(new Linear(), x, x));
    return graph.build();
  }
}
