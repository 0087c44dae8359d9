package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.Linear;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network of a few numbers, evaluated to learn whether a device computes: the driver, the number
 * of the device and its kind are tried only when a session opens, cuDNN only when a convolution
 * runs. It has the padding of an autoencoder's encoder, at the bottom and at the right alone.
 */
final class CudaProbe {
  private static final int SIZE = 2;
  private static final int KERNEL = 3;
  private static final float[] PRODUCT = {5, 11, 11, 25};
  private static final float[] SUMS = {10, 10, 10, 10}; // all four numbers, wherever the kernel is

  private CudaProbe() {}

  /**
   * Multiplies a matrix with its transpose on a device, and adds up an image's numbers.
   *
   * @return what came out wrong; empty if nothing did
   */
  static String run(Device device) throws OrtException {
    OrtEnvironment environment = OrtLibrary.environment();
    Weights none = Weights.of("nowhere", List.of());
    byte[] model = OnnxWriter.write(describe(none), none, Target.PORTABLE).proto();
    float[] ones = new float[KERNEL * KERNEL];
    Arrays.fill(ones, 1);
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      SessionSettings.of(device).apply(settings, device);
      try (OrtSession session = environment.createSession(model, settings);
          var x = Tensors.toNative(environment, FloatTensor.of(new float[] {1, 2, 3, 4}, 2, 2));
          var kernel = Tensors.toNative(environment, FloatTensor.of(ones, 1, 1, KERNEL, KERNEL));
          OrtSession.Result result = session.run(Map.of("x", x, "kernel", kernel))) {
        return wrong("a matrix product", result, "product", PRODUCT)
            + wrong("a convolution", result, "sums", SUMS);
      }
    }
  }

  private static String wrong(
      String what, OrtSession.Result result, String name, float[] expected) {
    float[] found =
        ((FloatTensor) Objects.requireNonNull(OrtNetwork.toHeap(result).get(name))).values();
    return Arrays.equals(found, expected)
        ? ""
        : " It gives "
            + Arrays.toString(found)
            + " for "
            + what
            + " that is "
            + Arrays.toString(expected)
            + ".";
  }

  private static Graph describe(Weights weights) {
    GraphBuilder graph = new GraphBuilder("probe", WeightCatalogue.of(weights));
    Value x = graph.input("x", Rate.STEP, ElementType.F32, SIZE, SIZE);
    Value kernel = graph.input("kernel", Rate.STEP, ElementType.F32, 1, 1, KERNEL, KERNEL);
    graph.output("product", graph.add(new Linear(), x, x));
    // Over four copies of the image, so that as many sums come out as it has numbers.
    Value images = graph.reshape(graph.concat(0, x, x, x, x), 4, SIZE, SIZE, 1);
    Conv padded = new Conv(List.of(SIZE, SIZE), List.of(0, 0), List.of(1, 1));
    graph.output("sums", graph.reshape(graph.add(padded, images, kernel), SIZE, SIZE));
    return graph.build();
  }
}
