package io.asva.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.graph.Batch;
import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.onnx.CudaByDefinition;
import io.asva.core.onnx.CudaKernels;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.runtime.internal.OrtNetwork;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.tensor.TensorComparison;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches give what their evaluations give one by one. */
@Timeout(120)
class BatchedUnetTest {
  private static final NetworkOptions ONE_THREAD = new NetworkOptions(1, Optional.empty());
  private static final Cancellation NEVER = new Cancellation();
  private static final double TOLERANCE = 1e-5;
  private static final UnetGeometry GEOMETRY =
      new UnetGeometry(
          1, 3, 4, 8, 7, 64, List.of(List.of(0, 1, 5), List.of(0, 2, 8), List.of(0, 3, 11)));
  private static final Weights WEIGHTS = TinyUnet.weights();

  private static FloatTensor random(String name, int... dims) {
    Shape shape = Shape.of(dims);
    return new FloatTensor(shape, new WeightRecipe("batch", 1).values(name, shape));
  }

  private static BatchedUnet open() {
    return BatchedUnet.open(TinyUnet.config(), GEOMETRY, WEIGHTS, Device.cpu(), ONE_THREAD);
  }

  private static BatchedUnet openCut() {
    return BatchedUnet.openCut(TinyUnet.config(), GEOMETRY, WEIGHTS, Device.cpu(), ONE_THREAD, 1);
  }

  private static BatchedUnet.Row row(int i, UnetPass pass) {
    return new BatchedUnet.Row(
        random("sample " + i, 1, 3, 4, 8, 4),
        981 - 120 * i,
        new BatchedUnet.Condition(random("text " + i, 1, 7, 8), random("audio " + i, 1, 64, 64)),
        pass);
  }

  private static BatchedUnet.Row again(int i, BatchedUnet.Row former, UnetPass pass) {
    return new BatchedUnet.Row(row(i, pass).sample(), 500 + i, former.condition(), pass);
  }

  private static List<BatchedUnet.Row> rows(int count) {
    return IntStream.range(0, count).mapToObj(i -> row(i, UnetPass.WHOLE)).toList();
  }

  private static void assertSame(List<FloatTensor> actual, List<FloatTensor> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      assertThat(TensorComparison.compare("row " + i, actual.get(i), expected.get(i), TOLERANCE))
          .matches(comparison -> comparison.passed());
    }
  }

  private static List<FloatTensor> oneByOne(BatchedUnet unet, List<BatchedUnet.Row> rows) {
    return rows.stream().map(row -> unet.denoise(List.of(row), NEVER).get(0)).toList();
  }

  @Test
  void eachRowIsWhatItIsAlone() {
    try (BatchedUnet unet = open()) {
      for (int size : List.of(2, 5, 3)) {
        assertSame(unet.denoise(rows(size), NEVER), oneByOne(unet, rows(size)));
      }
    }
  }

  @Test
  void eachRowIsWhatThePlainUnetGives() {
    try (BatchedUnet unet = open();
        Unet plain = Unet.open(TinyUnet.config(), GEOMETRY, WEIGHTS, Device.cpu(), ONE_THREAD)) {
      List<FloatTensor> expected = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        BatchedUnet.Row row = row(i, UnetPass.WHOLE);
        FloatTensor time = FloatTensor.of(new float[] {row.timestep()}, 1);
        try (Unet.Condition condition =
            plain.condition(random("text " + i, 1, 7, 8), random("audio " + i, 1, 64, 64), NEVER)) {
          Tensor eps = plain.denoise(row.sample(), time, condition, NEVER).get("eps");
          expected.add((FloatTensor) Objects.requireNonNull(eps));
        }
      }
      assertSame(unet.denoise(rows(3), NEVER), expected);
    }
  }

  @Test
  void aBatchOfACutUnetMayMixWholeAndOuterEvaluations() {
    try (BatchedUnet batched = openCut();
        BatchedUnet single = openCut();
        BatchedUnet whole = open()) {
      List<BatchedUnet.Row> first = rows(4);
      List<BatchedUnet.Row> alone = rows(4);
      List<FloatTensor> expected = oneByOne(single, alone);
      assertSame(batched.denoise(first, NEVER), expected);
      assertSame(expected, oneByOne(whole, rows(4)));
      List<BatchedUnet.Row> next = new ArrayList<>();
      List<BatchedUnet.Row> nextAlone = new ArrayList<>();
      // In another order, and not all of those that were together before.
      for (int i : List.of(3, 0, 2)) {
        UnetPass pass = i == 0 ? UnetPass.WHOLE : UnetPass.OUTER;
        next.add(again(i, first.get(i), pass));
        nextAlone.add(again(i, alone.get(i), pass));
      }
      List<FloatTensor> outer = batched.denoise(next, NEVER);
      assertSame(outer, oneByOne(single, nextAlone));
      List<BatchedUnet.Row> all =
          IntStream.of(3, 0, 2)
              .mapToObj(i -> again(i, row(i, UnetPass.WHOLE), UnetPass.WHOLE))
              .toList();
      assertThat(outer.get(0).values()).isNotEqualTo(whole.denoise(all, NEVER).get(0).values());
      assertThat(batched.outerShare()).isPositive().isLessThan(1);
      assertThat(batched.cutAt()).hasValue(1);
    }
  }

  @Test
  void outerBlocksNeedACutUnetAndFeatures() {
    try (BatchedUnet whole = open();
        BatchedUnet cut = openCut()) {
      List<BatchedUnet.Row> outer = List.of(row(0, UnetPass.OUTER));
      assertThatThrownBy(() -> whole.denoise(outer, NEVER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("opened whole");
      assertThatThrownBy(() -> cut.denoise(outer, NEVER))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("before the whole UNet did");
    }
  }

  @Test
  void aCancelledBatchGivesNothingAndTheNextOneAll() {
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    try (BatchedUnet unet = openCut()) {
      List<BatchedUnet.Row> rows = rows(3);
      assertThatThrownBy(() -> unet.denoise(rows, cancelled))
          .isInstanceOf(CancelledException.class);
      assertSame(unet.denoise(rows, NEVER), oneByOne(unet, rows(3)));
    }
  }

  @Test
  void closingTwiceIsHarmlessAndLaterBatchesSaySo() {
    BatchedUnet unet = openCut();
    unet.close();
    unet.close();
    assertThatThrownBy(() -> unet.denoise(rows(2), NEVER)).isInstanceOf(ClosedException.class);
  }

  /** The graph that a GPU is given, by definition, for several batches in one session. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itsCudaGraphGivesTheSameForEachBatch(boolean halfPrecision) throws OrtException {
    Graph any =
        Batch.describe(
            n ->
                UnetGraph.graph(
                    TinyUnet.config(), GEOMETRY.withBatch(n), WeightCatalogue.of(WEIGHTS)));
    Graph written = halfPrecision ? OnnxWriter.inHalfPrecision(any, Target.CUDA) : any;
    OnnxModel model = OnnxWriter.write(written, WEIGHTS, Target.CUDA, Batch.ANY);
    assertThat(CudaKernels.ofThisRelease().missing(model)).isEmpty();
    try (OrtNetwork network =
            OrtNetwork.open(CudaByDefinition.of(model), WEIGHTS, Device.cpu(), ONE_THREAD);
        OrtSession.RunOptions run = new OrtSession.RunOptions();
        BatchedUnet unet = open()) {
      for (int size : List.of(1, 3)) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        List<BatchedUnet.Row> rows = rows(size);
        inputs.put(
            "sample", FloatTensor.concat(rows.stream().map(BatchedUnet.Row::sample).toList()));
        inputs.put(
            "timestep", FloatTensor.vector(rows.stream().map(BatchedUnet.Row::timestep).toList()));
        inputs.put("text", FloatTensor.concat(named("text ", size, 7, 8)));
        inputs.put("audio", FloatTensor.concat(named("audio ", size, 64, 64)));
        try (OrtSession.Result result = network.run(inputs, Map.of(), run)) {
          assertThat(
                  TensorComparison.compare(
                      "batch of " + size,
                      Objects.requireNonNull(OrtNetwork.toHeap(result).get("eps")),
                      FloatTensor.concat(unet.denoise(rows, NEVER)),
                      halfPrecision ? 2e-2 : 1e-4))
              .matches(comparison -> comparison.passed());
        }
      }
    }
  }

  private static List<FloatTensor> named(String name, int count, int tokens, int channels) {
    return IntStream.range(0, count).mapToObj(i -> random(name + i, 1, tokens, channels)).toList();
  }
}
