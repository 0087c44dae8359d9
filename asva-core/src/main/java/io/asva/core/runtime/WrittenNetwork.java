package io.asva.core.runtime;

import ai.onnxruntime.OrtException;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.prepared.PreparedFolder;
import io.asva.core.prepared.PreparedModels;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.weights.Weights;
import java.util.Optional;

/**
 * A network as ONNX, written for a device.
 *
 * @param model the model
 * @param target for whom it is written
 * @param device where it is to run
 */
record WrittenNetwork(OnnxModel model, Target target, Device device) {

  /** Writes a network. */
  static WrittenNetwork of(Graph graph, Weights weights, ResolvedDevice device, Batch batch) {
    boolean half = device.precision() == Precision.FP16;
    Target target = target(device, batch);
    Graph written = half ? OnnxWriter.inHalfPrecision(graph, target) : graph;
    return new WrittenNetwork(
        OnnxWriter.write(written, weights, target, batch), target, device.device());
  }

  /**
   * The processor's own way of computing is for single precision, and for numbers of rows that are
   * known.
   */
  private static Target target(ResolvedDevice device, Batch batch) {
    if (device.place() instanceof Device.Cuda) {
      return Target.CUDA;
    }
    if (batch == Batch.ANY) {
      return Target.PORTABLE;
    }
    return switch (device.precision()) {
      case FP16 -> Target.PORTABLE;
      case INT8 -> Target.CPU_INT8;
      case FP32, TF32 -> Target.CPU;
    };
  }

  /** Opens a session on it. */
  OrtNetwork open(Weights weights, NetworkOptions options) throws OrtException {
    Optional<PreparedFolder> prepared =
        target.isProcessor() ? PreparedModels.folder() : Optional.empty();
    return OrtNetwork.open(model, weights, device, options, prepared);
  }
}
