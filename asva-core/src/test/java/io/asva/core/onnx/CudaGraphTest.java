package io.asva.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.FeedForward;
import io.asva.core.graph.nn.MultiHeadAttention;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.Unary;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    assertThat(operations(Target.CUDA, 320, 32)).contains("com.microsoft.MultiHeadAttention");
    assertThat(operations(Target.CUDA, 96, 32)).contains("com.microsoft.QuickGelu");
  }

  @Test
  void theProcessorGetsNoneOfCudasOwn() throws Exception {
    assertThat(operations(Target.CPU, 320, 32)).doesNotContain("com.microsoft.GroupNorm");
  }

  @Test
  void aPortableModelHasStandardOperationsOnly() throws Exception {
    assertThat(operations(Target.PORTABLE, 320, 32)).allMatch(name -> name.startsWith("."));
  }

  /** A residual block and a transformer's feed-forward layer, at a width of Stable Diffusion. */
  private static Graph block(WeightCatalogue catalogue) {
    GraphBuilder g = new GraphBuilder("block", catalogue);
    Scope s = Scope.root(g);
    GroupNorm ofClip = new GroupNorm(32, 1e-5f, 1);
    GroupNorm ofFrame = new GroupNorm(32, 1e-6f, 2);
    Value x = g.input("x", Rate.STEP, ElementType.F32, 2, 3, 2, 2, 320);
    Value time = g.input("time", Rate.STEP, ElementType.F32, 2, 1, 1, 1, 320);
    Value h = g.silu(s.sub("norm1").groupNorm(x, ofClip));
    h = s.sub("linear").linear(h, 320);
    h = g.silu(s.sub("norm2").groupNorm(g.add(h, time), ofClip));
    Value sum = g.add(x, h);
    Value normed = s.sub("norm").groupNorm(sum, ofFrame);
    Value tokens = g.reshape(normed, 2, 3, 4, 320);
    Value mixed =
        new MultiHeadAttention(MultiHeadAttention.Names.DIFFUSERS, 8, Attention.Masking.NONE)
            .alongFrames(s.sub("attn_temp"), tokens);
    Value fed = FeedForward.geglu(s.sub("ff"), mixed);
    g.output("y", g.add(g.reshape(fed, 2, 3, 2, 2, 320), sum));
    return g.build();
  }

  private static Weights weights() {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    block(catalogue);
    return RecipeWeights.of(new WeightRecipe("block", 1), List.of(), catalogue.expected());
  }

  @Test
  void whatHasAKernelOfItsOwnIsOneOperation() throws Exception {
    Weights weights = weights();
    Graph graph = block(WeightCatalogue.of(weights));
    List<String> fused = operations(OnnxWriter.write(graph, weights, Target.CUDA));
    assertThat(fused)
        .contains("com.microsoft.GroupNorm", "com.microsoft.BiasSplitGelu")
        .doesNotContain("com.microsoft.QuickGelu", "com.microsoft.Gelu", ".Sigmoid");
    assertThat(fused).filteredOn("com.microsoft.SkipGroupNorm"::equals).hasSize(2);
    assertThat(fused).filteredOn(".Gemm"::equals).hasSize(7);
    assertThat(fused).filteredOn(".Transpose"::equals).hasSize(2);
    assertThat(fused).doesNotContain(".Cast");
  }

  @Test
  void halfPrecisionCastsItsBordersAlone() throws Exception {
    Weights weights = weights();
    Graph half = OnnxWriter.inHalfPrecision(block(WeightCatalogue.of(weights)), Target.CUDA);
    OnnxMl.GraphProto graph =
        OnnxMl.ModelProto.parseFrom(OnnxWriter.write(half, weights, Target.CUDA).proto())
            .getGraph();
    Set<String> stored =
        graph.getInitializerList().stream()
            .map(OnnxMl.TensorProto::getName)
            .collect(Collectors.toSet());
    assertThat(graph.getNodeList())
        .filteredOn(n -> n.getOpType().equals("Cast") && !stored.contains(n.getInput(0)))
        .as("of x, time and y")
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"false,1e-5", "true,1e-2"})
  void theFusedGraphGivesWhatThePlainOneGives(boolean halfPrecision, double tolerance)
      throws Exception {
    Weights weights = weights();
    Graph graph = block(WeightCatalogue.of(weights));
    Map<String, Tensor> inputs =
        Map.of(
            "x", TestWeights.randomTensor(new Random(1), 2, 3, 2, 2, 320),
            "time", TestWeights.randomTensor(new Random(2), 2, 1, 1, 1, 320));
    Tensor expected = run(OnnxWriter.write(graph, weights, Target.PORTABLE), weights, inputs);
    Graph chosen = halfPrecision ? OnnxWriter.inHalfPrecision(graph, Target.CUDA) : graph;
    OnnxModel model = OnnxWriter.write(chosen, weights, Target.CUDA);
    assertThat(CudaKernels.ofThisRelease().missing(model)).isEmpty();
    Comparison comparison =
        TensorComparison.compare(
            "y", run(CudaByDefinition.of(model), weights, inputs), expected, tolerance);
    assertThat(comparison.passed()).as(comparison.toString()).isTrue();
  }

  @Test
  void anOperationWithoutAKernelIsFound() {
    OnnxMl.ModelProto model =
        OnnxMl.ModelProto.newBuilder()
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(21))
            .setGraph(
                OnnxMl.GraphProto.newBuilder()
                    .addInitializer(OnnxMl.TensorProto.newBuilder().setName("x").setDataType(1))
                    .addNode(
                        OnnxMl.NodeProto.newBuilder()
                            .setOpType("Det")
                            .addInput("x")
                            .addOutput("y")))
            .build();
    assertThat(
            CudaKernels.ofThisRelease()
                .missing(new OnnxModel(model.toByteArray(), Optional.empty(), Map.of(), List.of())))
        .containsExactly("Det[float]");
  }

  private static Tensor run(OnnxModel model, Weights weights, Map<String, Tensor> inputs)
      throws OrtException {
    NetworkOptions options = NetworkOptions.defaults();
    try (OrtNetwork network = OrtNetwork.open(model, weights, Device.cpu(), options);
        OrtSession.RunOptions run = new OrtSession.RunOptions();
        OrtSession.Result result = network.run(inputs, Map.of(), run)) {
      return Objects.requireNonNull(OrtNetwork.toHeap(result).get("y"));
    }
  }

  private static List<String> operations(OnnxModel model) throws InvalidProtocolBufferException {
    return OnnxMl.ModelProto.parseFrom(model.proto()).getGraph().getNodeList().stream()
        .map(n -> n.getDomain() + "." + n.getOpType())
        .toList();
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
    return operations(OnnxWriter.write(graph, weights, target));
  }
}
