package io.asva.core.graph;

import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.graph.op.Unary;
import io.asva.core.tensor.FloatTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Cases of what networks of convolutions have besides: batch normalisation and pooling. */
final class ImageNetCases {
  private static final float EPS = 1e-5f;

  private ImageNetCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    batchNorms(cases);
    pools(cases);
    return cases;
  }

  /** Weights of a batch normalisation; variances are positive. */
  static TestWeights withBatchNorm(TestWeights weights, String module, int channels) {
    FloatTensor variance = TestWeights.randomTensor(new Random(module.hashCode()), channels);
    for (int i = 0; i < channels; i++) {
      variance.values()[i] = 0.5f + Math.abs(variance.values()[i]);
    }
    return weights
        .withLayer(module, channels)
        .with(module + ".running_mean", channels)
        .with(module + ".running_var", variance);
  }

  private static void batchNorms(List<OpCase> cases) {
    TestWeights weights = withBatchNorm(new TestWeights(9), "bn", 5);
    weights.with("conv.weight", 5, 2, 3, 3).with("line.weight", 5, 2, 3).withLayer("l", 5, 2, 1);
    cases.add(
        OpCase.of("batch norm", weights, m -> m.scope("bn").batchNorm(m.input(2, 3, 4, 5), EPS)));
    cases.add(
        OpCase.of(
            "batch norm of one row", weights, m -> m.scope("bn").batchNorm(m.input(5), 1e-1f)));
    cases.add(OpCase.of("batch norm after convolution", weights, ImageNetCases::afterConv));
    cases.add(OpCase.of("batch norm after two uses", weights, ImageNetCases::usedTwice));
    cases.add(OpCase.of("batch norm after bias", weights, ImageNetCases::afterBias));
  }

  private static Value afterConv(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Value x = m.input(2, 4, 5, 2);
    Value y = Scope.root(graph).sub("conv").convWithoutBias(Conv.square(2, 1), x, 5, 3, 3);
    return graph.apply(Unary.Function.RELU, Scope.root(graph).sub("bn").batchNorm(y, EPS));
  }

  private static Value usedTwice(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Conv line = new Conv(List.of(1), List.of(1), List.of(1));
    Value y = Scope.root(graph).sub("line").convWithoutBias(line, m.input(2, 4, 2), 5, 3);
    return graph.add(Scope.root(graph).sub("bn").batchNorm(y, EPS), y);
  }

  private static Value afterBias(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Conv point = new Conv(List.of(1), List.of(0), List.of(0));
    return Scope.root(graph)
        .sub("bn")
        .batchNorm(Scope.root(graph).sub("l").conv(point, m.input(3, 4, 2), 5, 1), EPS);
  }

  private static void pools(List<OpCase> cases) {
    MaxPool line = new MaxPool(List.of(2), List.of(2), List.of(0));
    MaxPool volume = new MaxPool(List.of(1, 3, 2), List.of(1, 2, 3), List.of(0, 1, 1));
    cases.add(
        OpCase.of(
            "max pool", m -> m.graph().maxPool(m.input(2, 7, 8, 3), MaxPool.square(3, 2, 1))));
    cases.add(
        OpCase.of(
            "max pool of frames",
            m -> m.graph().maxPool(m.input(2, 3, 4, 4, 2), MaxPool.square(2, 2, 0))));
    cases.add(OpCase.of("max pool 1d", m -> m.graph().maxPool(m.input(2, 5, 3), line)));
    cases.add(OpCase.of("max pool 3d", m -> m.graph().maxPool(m.input(2, 3, 5, 6, 2), volume)));
    averagePools(cases);
  }

  private static void averagePools(List<OpCase> cases) {
    AveragePool line = new AveragePool(List.of(2), List.of(2), List.of(1));
    AveragePool volume = new AveragePool(List.of(1, 3, 2), List.of(1, 2, 3), List.of(0, 1, 1));
    cases.add(
        OpCase.of(
            "average pool",
            m -> m.graph().averagePool(m.input(2, 7, 8, 3), AveragePool.square(3, 1, 1))));
    cases.add(
        OpCase.of(
            "average pool of frames",
            m -> m.graph().averagePool(m.input(2, 3, 4, 4, 2), AveragePool.square(2, 2, 0))));
    cases.add(OpCase.of("average pool 1d", m -> m.graph().averagePool(m.input(2, 5, 3), line)));
    cases.add(
        OpCase.of("average pool 3d", m -> m.graph().averagePool(m.input(2, 3, 5, 6, 2), volume)));
  }
}
