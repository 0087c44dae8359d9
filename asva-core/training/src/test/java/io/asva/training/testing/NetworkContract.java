package io.asva.training.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.graph.Graph;
import io.asva.core.graph.NaiveInterpreter;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.onnx.CudaByDefinition;
import io.asva.core.onnx.CudaKernels;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.training.torchscript.LibTorch;
import io.asva.training.torchscript.LiveTensor;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contract of every network: both engines give what naive loops give, its weights are the
 * published checkpoint's, and none of its weights and inputs could change unnoticed. A test of a
 * network extends it.
 */
public abstract class NetworkContract {
  private static final String SEED = "contract";
  private static final long IDS = 514;

  /** The largest difference allowed between the two engines and the naive loops. */
  protected static final double TOLERANCE = 1e-4;

  /** Libtorch's threads would spin on cores that other tests want. */
  @BeforeAll
  static void useOneThread() {
    LibTorch.setThreads(1);
  }

  /** The network, as small as it can be: naive loops compute it. */
  protected abstract Graph graph(WeightCatalogue catalogue);

  /** Names and shapes of the published configuration's weights, as the description says. */
  protected abstract Map<String, Shape> described();

  /** Names and shapes of the published checkpoint's tensors that belong to the network. */
  protected abstract Map<String, Shape> published();

  /**
   * Whether a weight can't change the result: what is added to all keys of an attention alike adds
   * the same to all its scores.
   */
  protected boolean isWithoutEffect(String weight) {
    return false;
  }

  /** The factor on matrices, by which what flows through many layers neither dies nor grows. */
  protected double gain() {
    return 1;
  }

  /** An input; most are random numbers, and token ids. */
  protected Tensor input(String name, ElementType type, Shape shape) {
    return type == ElementType.I64
        ? ids(shape)
        : new FloatTensor(shape, new WeightRecipe(SEED, 1).values(name, shape));
  }

  private static LongTensor ids(Shape shape) {
    LongTensor ids = LongTensor.zeros(shape.dims());
    for (int i = 0; i < ids.values().length; i++) {
      ids.values()[i] = (7L * i) % IDS;
    }
    return ids;
  }

  /** Inputs for a graph. */
  protected final Map<String, Tensor> inputs(Graph graph) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    graph
        .inputs()
        .forEach(i -> inputs.put(i.name(), input(i.name(), i.value().type(), i.value().shape())));
    return inputs;
  }

  /** Weights that any machine computes from their names. */
  protected final Weights weights() {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(catalogue);
    return RecipeWeights.of(new WeightRecipe(SEED, gain()), List.of(), catalogue.expected());
  }

  /** Asserts that both engines agree on a network of other sizes or settings. */
  protected final void assertEnginesAgree(Graph graph, Weights weights) {
    Engines.assertAgree(graph, weights, inputs(graph));
  }

  @Test
  void onnxRuntimeAndTorchScriptGiveTheSame() {
    Weights weights = weights();
    assertEnginesAgree(graph(WeightCatalogue.of(weights)), weights);
  }

  @Test
  void onnxRuntimeGivesWhatNaiveLoopsGive() {
    Weights weights = weights();
    Graph graph = graph(WeightCatalogue.of(weights));
    Map<String, Tensor> expected = NaiveInterpreter.run(graph, weights, inputs(graph));
    assertThat(differing(run(graph, weights), expected)).isEmpty();
  }

  @Test
  void itsCudaGraphGivesTheSame() throws OrtException {
    Weights weights = weights();
    Graph graph = graph(WeightCatalogue.of(weights));
    OnnxModel model = CudaByDefinition.of(OnnxWriter.write(graph, weights, Target.CUDA));
    NetworkOptions options = NetworkOptions.defaults();
    try (OrtNetwork network = OrtNetwork.open(model, weights, Device.cpu(), options);
        OrtSession.RunOptions run = new OrtSession.RunOptions();
        OrtSession.Result result = network.run(inputs(graph), Map.of(), run)) {
      assertThat(differing(OrtNetwork.toHeap(result), run(graph, weights))).isEmpty();
    }
  }

  @Test
  void eachOfItsOperationsHasACudaKernel() {
    Weights weights = weights();
    Graph graph = graph(WeightCatalogue.of(weights));
    Graph half = OnnxWriter.inHalfPrecision(graph, Target.CUDA);
    CudaKernels kernels = CudaKernels.ofThisRelease();
    assertThat(kernels.missing(OnnxWriter.write(graph, weights, Target.CUDA))).isEmpty();
    assertThat(kernels.missing(OnnxWriter.write(half, weights, Target.CUDA))).isEmpty();
  }

  @Test
  void itsWeightsAreThoseOfThePublishedCheckpoint() {
    assertThat(described()).containsExactlyInAnyOrderEntriesOf(published());
  }

  @Test
  void anotherInputGivesAnotherResult() {
    Weights weights = weights();
    Graph graph = graph(WeightCatalogue.of(weights));
    Map<String, Tensor> inputs = inputs(graph);
    try (Network network = Network.open(graph, weights, Device.cpu())) {
      Map<String, Tensor> expected = network.run(inputs);
      inputs.forEach(
          (name, value) -> {
            Map<String, Tensor> changed = new LinkedHashMap<>(inputs);
            changed.put(name, changed(value));
            assertThat(differing(network.run(changed), expected)).as(name).isNotEmpty();
          });
    }
  }

  @Test
  void eachWeightThatIsChangedChangesTheResult() {
    Weights weights = weights();
    Graph graph = graph(WeightCatalogue.of(weights));
    Map<String, Tensor> inputs = inputs(graph);
    Map<String, Tensor> expected = run(graph, weights);
    List<String> unnoticed = new ArrayList<>();
    try (TrainableNetwork network = TrainableNetwork.open(graph, weights, TrainableOptions.all())) {
      assertThat(differing(network.evaluate(inputs), expected)).isEmpty();
      List<LiveTensor> all = new ArrayList<>(network.parameters());
      network.buffers().stream().filter(t -> t.type() == ElementType.F32).forEach(all::add);
      assertThat(all)
          .extracting(LiveTensor::name)
          .containsExactlyInAnyOrderElementsOf(names(weights));
      for (LiveTensor weight : all) {
        Tensor before = weight.read();
        write(weight, (FloatTensor) changed(before));
        if (differing(network.evaluate(inputs), expected).isEmpty()) {
          unnoticed.add(weight.name());
        }
        write(weight, (FloatTensor) before);
      }
    }
    assertThat(unnoticed)
        .containsExactlyInAnyOrderElementsOf(
            names(weights).stream().filter(this::isWithoutEffect).toList());
  }

  private static List<String> names(Weights weights) {
    return weights.tensors().stream().map(tensor -> tensor.name()).toList();
  }

  private Map<String, Tensor> run(Graph graph, Weights weights) {
    try (Network network = Network.open(graph, weights, Device.cpu())) {
      return network.run(inputs(graph));
    }
  }

  /** The outputs that are not within the tolerance. */
  private static List<String> differing(Map<String, Tensor> actual, Map<String, Tensor> expected) {
    assertThat(actual).containsOnlyKeys(expected.keySet());
    return actual.entrySet().stream()
        .map(
            e ->
                TensorComparison.compare(
                    e.getKey(), e.getValue(), requireNonNull(expected.get(e.getKey())), TOLERANCE))
        .filter(comparison -> !comparison.passed())
        .map(Object::toString)
        .toList();
  }

  /** All numbers larger, by amounts without a pattern that a norm would take away; ids reversed. */
  private static Tensor changed(Tensor tensor) {
    Shape shape = tensor.shape();
    if (tensor instanceof LongTensor ids) {
      long[] values = ids.values().clone();
      for (int i = 0; i < values.length; i++) {
        values[i] = ids.values()[values.length - 1 - i];
      }
      return new LongTensor(shape, values);
    }
    float[] values = ((FloatTensor) tensor).values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.25 + 0.5 * Math.abs(Math.sin(i)));
    }
    return new FloatTensor(shape, values);
  }

  private static void write(LiveTensor weight, FloatTensor values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(weight.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values.values());
    weight.put(0, bytes);
  }
}
