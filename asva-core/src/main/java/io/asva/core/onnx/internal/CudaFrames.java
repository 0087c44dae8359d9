package io.asva.core.onnx.internal;

import io.asva.core.graph.Node;
import io.asva.core.graph.Value;
import io.asva.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Attention along frames of what three linear layers make of one array: the array is turned once,
 * before the layers, and not each of their results.
 *
 * @param attention the attention
 * @param layers the linear layers to queries, keys and values
 */
record CudaFrames(Node attention, List<Node> layers) {
  String emit(Emitter out, int heads) {
    Value x = layers.get(0).inputs().get(0);
    Shape shape = attention.output().shape();
    String turned = out.node("Transpose", List.of(out.of(x)), AttentionLowering.FRAMES_AND_PLACES);
    String rows = out.reshape(turned, -1, x.dim(-1));
    List<String> projected = new ArrayList<>();
    for (Node layer : layers) {
      List<String> inputs = new ArrayList<>(List.of(rows));
      layer.inputs().subList(1, layer.inputs().size()).forEach(value -> inputs.add(out.of(value)));
      String result = out.node("Gemm", inputs, Attribute.of("transB", 1));
      projected.add(out.reshape(result, AttentionLowering.perPlace(shape)));
    }
    String mixed = out.contrib("MultiHeadAttention", projected, Attribute.of("num_heads", heads));
    return AttentionLowering.framesFirst(out, mixed, shape);
  }
}
