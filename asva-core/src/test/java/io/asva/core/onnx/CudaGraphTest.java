package io.asva.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.ElementType;
import io.asva.core.weights.Weights;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations that only the CUDA provider has are used for it, and for it alone. */
class CudaGraphTest {
  @Test
  void groupNormsOfStableDiffusionsWidthsAreOneOperation() throws Exception {
    assertThat(operations(Target.CUDA, 320, 32)).contains("com.microsoft.GroupNorm");
  }

  @Test
  void otherGroupNormsAreWrittenInParts() throws Exception {
    assertThat(operations(Target.CUDA, 96, 32)).doesNotContain("com.microsoft.GroupNorm");
    assertThat(operations(Target.CUDA, 320, 8)).doesNotContain("com.microsoft.GroupNorm");
  }

  @Test
  void attentionAndActivationsAreFused() throws Exception {
    assertThat(operations(Target.CUDA, 320, 32))
        .contains("com.microsoft.MultiHeadAttention", "com.microsoft.QuickGelu");
  }

  @Test
  void theProcessorGetsNoneOfCudasOwn() throws Exception {
    assertThat(operations(Target.CPU, 320, 32)).doesNotContain("com.microsoft.GroupNorm");
  }

  @Test
  void aPortableModelHasStandardOperationsOnly() throws Exception {
    assertThat(operations(Target.PORTABLE, 320, 32)).allMatch(name -> name.startsWith("."));
  }

  private static List<String> operations(Target target, int width, int groups)
      throws InvalidProtocolBufferException {
    Weights weights = new TestWeights(7).with("norm.weight", width).with("norm.bias", width);
    GraphBuilder g = new GraphBuilder("net", WeightCatalogue.recording());
    Value x = g.input("x", Rate.STEP, ElementType.F32, 1, 2, 4, 4, width);
    Value h =
        g.apply(
            Unary.Function.SILU,
            Scope.root(g).sub("norm").groupNorm(x, new GroupNorm(groups, 1e-5f, 1)));
    Value tokens = g.reshape(h, 1, 32, width);
    g.output("y", g.attention(new Attention(8, Attention.Masking.NONE), tokens, tokens, tokens));
    Graph graph = g.build();
    OnnxModel model = OnnxWriter.write(graph, weights, target);
    return OnnxMl.ModelProto.parseFrom(model.proto()).getGraph().getNodeList().stream()
        .map(n -> n.getDomain() + "." + n.getOpType())
        .toList();
  }
}
