package io.asva.core.graph;

import io.asva.core.graph.op.Conv;
import java.util.ArrayList;
import java.util.List;

/** Cases of linear layers and convolutions. */
final class LayerCases {
  private LayerCases() {}

  static List<OpCase> all() {
    TestWeights weights =
        new TestWeights(8)
            .withLayer("linear", 4, 6)
            .withLayer("conv1", 4, 3, 5)
            .withLayer("conv2", 5, 3, 3, 3)
            .withLayer("point", 5, 3, 1, 1)
            .withLayer("wide", 2, 3, 2, 5)
            .withLayer("conv3", 4, 2, 3, 2, 3)
            .withLayer("temp", 3, 9);
    List<OpCase> cases = new ArrayList<>();
    linear(cases, weights);
    images(cases, weights);
    otherRanks(cases, weights);
    convTemp(cases, weights);
    return cases;
  }

  private static void add(
      List<OpCase> cases, TestWeights weights, String name, OpCase.Description description) {
    cases.add(OpCase.of(name, weights, description));
  }

  private static void linear(List<OpCase> cases, TestWeights weights) {
    add(cases, weights, "linear", m -> m.scope("linear").linear(m.input(2, 3, 5, 6), 4));
    add(cases, weights, "linear of a vector", m -> m.scope("linear").linear(m.input(6), 4));
    add(
        cases,
        weights,
        "linear without bias",
        m -> m.scope("linear").linearWithoutBias(m.input(3, 6), 4));
    add(cases, weights, "linear of a computed matrix", LayerCases::computedMatrix);
  }

  private static Value computedMatrix(OpCase.Maker m) {
    GraphBuilder graph = m.graph();
    Value matrix = graph.affine(graph.weight("linear.weight", 4, 6), 0.5f, 0.1f);
    return graph.linear(m.input(3, 6), matrix, m.input(4));
  }

  private static void images(List<OpCase> cases, TestWeights weights) {
    Conv same = Conv.square(1, 1);
    Conv down = new Conv(List.of(2, 2), List.of(0, 0), List.of(1, 1));
    Conv askew = new Conv(List.of(1, 2), List.of(1, 3), List.of(0, 2));
    add(cases, weights, "conv", m -> m.scope("conv2").conv(same, m.input(2, 3, 5, 7, 3), 5, 3, 3));
    add(
        cases,
        weights,
        "conv without bias",
        m -> m.scope("conv2").convWithoutBias(same, m.input(2, 4, 4, 3), 5, 3, 3));
    add(
        cases,
        weights,
        "conv of one image",
        m -> m.scope("conv2").conv(Conv.square(2, 1), m.input(5, 6, 3), 5, 3, 3));
    add(
        cases,
        weights,
        "conv padded after",
        m -> m.scope("conv2").conv(down, m.input(2, 6, 4, 3), 5, 3, 3));
    add(
        cases,
        weights,
        "conv askew",
        m -> m.scope("wide").conv(askew, m.input(1, 2, 4, 5, 3), 2, 2, 5));
    add(
        cases,
        weights,
        "conv of points",
        m -> m.scope("point").conv(Conv.square(1, 0), m.input(2, 3, 2, 3), 5, 1, 1));
    add(
        cases,
        weights,
        "conv of patches",
        m -> m.scope("conv2").conv(Conv.square(3, 0), m.input(2, 7, 9, 3), 5, 3, 3));
  }

  private static void otherRanks(List<OpCase> cases, TestWeights weights) {
    Conv line = new Conv(List.of(2), List.of(2), List.of(2));
    Conv lineAfter = new Conv(List.of(1), List.of(0), List.of(4));
    Conv volume = new Conv(List.of(1, 2, 1), List.of(1, 0, 1), List.of(1, 0, 1));
    Conv volumeAfter = new Conv(List.of(2, 1, 2), List.of(2, 0, 1), List.of(0, 1, 0));
    add(cases, weights, "conv 1d", m -> m.scope("conv1").conv(line, m.input(2, 3, 8, 3), 4, 5));
    add(
        cases,
        weights,
        "conv 1d padded after",
        m -> m.scope("conv1").conv(lineAfter, m.input(2, 5, 3), 4, 5));
    add(
        cases,
        weights,
        "conv 3d",
        m -> m.scope("conv3").conv(volume, m.input(2, 4, 5, 3, 2), 4, 3, 2, 3));
    add(
        cases,
        weights,
        "conv 3d askew",
        m -> m.scope("conv3").conv(volumeAfter, m.input(2, 1, 4, 5, 4, 2), 4, 3, 2, 3));
  }

  private static void convTemp(List<OpCase> cases, TestWeights weights) {
    for (int frames : new int[] {1, 2, 5}) {
      add(
          cases,
          weights,
          "conv temp, frames " + frames,
          m -> m.scope("temp").convTemp(m.input(2, frames, 3, 2, 3)));
    }
  }
}
