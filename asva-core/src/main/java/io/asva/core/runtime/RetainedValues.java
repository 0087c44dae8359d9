package io.asva.core.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Results of a network that stay where they were computed, to be given to another network on the
 * same device many times. Close it when no run uses it any more.
 */
public final class RetainedValues implements AutoCloseable {
  private final OrtSession.Result result;

  RetainedValues(OrtSession.Result result) {
    this.result = result;
  }

  Map<String, OnnxTensor> tensors() {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    result.forEach(entry -> tensors.put(entry.getKey(), (OnnxTensor) entry.getValue()));
    return tensors;
  }

  @Override
  public void close() {
    result.close();
  }
}
