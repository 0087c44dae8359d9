package io.asva.core.initial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshWeightsTest {
  /** Every operation that has weights with a default, and a sum with a weight that has none. */
  private static Graph network() {
    GraphBuilder b = new GraphBuilder("test", WeightCatalogue.recording());
    Value x = b.input("x", Rate.CLIP, ElementType.F32, 1, 4, 8, 8, 16);
    x = Scope.root(b).sub("conv").conv(Conv.square(1, 1), x, 64, 3, 3);
    x = Scope.root(b).sub("conv.conv_temp").convTemp(x);
    x = Scope.root(b).sub("group").groupNorm(x, new GroupNorm(4, 1e-5f, 1));
    x = Scope.root(b).sub("batch").batchNorm(x, 1e-5f);
    x = b.add(Conv.square(1, 0), x, b.reshape(b.weight("wide.weight", 64, 64, 1), 64, 64, 1, 1));
    x = Scope.root(b).sub("linear").linear(x, 100);
    x = Scope.root(b).sub("plain").linearWithoutBias(x, 30);
    Value rows = b.weightRows("half.weight", Shape.of(60, 30), 30, 30);
    x = b.add(new io.asva.core.graph.op.Linear(), x, rows);
    x = Scope.root(b).sub("layer").layerNorm(x, 1e-5f);
    Value ids = b.input("ids", Rate.CLIP, ElementType.I64, 1, 4);
    Value words = b.embedding(ids, b.weight("words.weight", 500, 30));
    x = b.add(x, b.reshape(words, 1, 4, 1, 1, 30));
    b.output("y", b.add(x, b.weight("token", 30)));
    return b.build();
  }

  private static FreshWeights fresh(long seed) {
    return FreshWeights.ofSeed(seed).add(network()).rule("token"::equals, new Initial.Normal(0.02));
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  private static double largest(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])).max().orElse(0);
  }

  private static double deviation(float[] values) {
    return Math.sqrt(
        IntStream.range(0, values.length)
            .mapToDouble(i -> (double) values[i] * values[i])
            .average()
            .orElse(0));
  }

  @Test
  void layersHaveTheUniformValuesOfPyTorch() {
    Weights weights = fresh(1).inMemory();
    assertUniform(values(weights, "conv.weight"), 1 / Math.sqrt(16 * 9));
    assertUniform(values(weights, "conv.bias"), 1 / Math.sqrt(16 * 9));
    assertUniform(values(weights, "wide.weight"), 1 / Math.sqrt(64));
    assertUniform(values(weights, "linear.weight"), 1 / Math.sqrt(64));
    assertUniform(values(weights, "linear.bias"), 1 / Math.sqrt(64));
    assertUniform(values(weights, "plain.weight"), 0.1);
    assertUniform(values(weights, "half.weight"), 1 / Math.sqrt(30));
    assertThat(weights.require("half.weight").shape()).isEqualTo(Shape.of(60, 30));
  }

  private static void assertUniform(float[] values, double bound) {
    assertThat(largest(values)).isLessThanOrEqualTo(bound).isGreaterThan(0.9 * bound);
    assertThat(deviation(values)).isCloseTo(bound / Math.sqrt(3), within(0.12 * bound));
  }

  @Test
  void normsAndLayersOverTimeHaveConstantsAndTablesNormalValues() {
    Weights weights = fresh(1).inMemory();
    for (String name : new String[] {"group", "batch", "layer"}) {
      assertThat(values(weights, name + ".weight")).containsOnly(1);
      assertThat(values(weights, name + ".bias")).containsOnly(0);
    }
    assertThat(values(weights, "batch.running_mean")).containsOnly(0);
    assertThat(values(weights, "batch.running_var")).containsOnly(1);
    assertThat(weights.require("batch.num_batches_tracked").type()).isEqualTo(ElementType.I64);
    assertThat(weights.require("batch.num_batches_tracked").shape()).isEqualTo(Shape.of());
    assertThat(values(weights, "conv.conv_temp.weight")).containsOnly(0).hasSize(64 * 192);
    assertThat(values(weights, "conv.conv_temp.bias")).containsOnly(0);
    assertThat(deviation(values(weights, "words.weight"))).isCloseTo(1, within(0.03));
    assertThat(deviation(values(weights, "token"))).isCloseTo(0.02, within(0.01));
  }

  @Test
  void aTensorDependsOnSeedAndNameAlone(@TempDir Path folder) {
    Weights weights = fresh(1).inMemory();
    Weights others = fresh(2).inMemory();
    Weights few = fresh(1).without(name -> !name.startsWith("linear")).inMemory();
    Weights file = fresh(1).inFile(folder.resolve("w.safetensors"));

    assertThat(few.tensors()).hasSize(2);
    assertThat(values(few, "linear.weight")).isEqualTo(values(weights, "linear.weight"));
    assertThat(values(others, "linear.weight")).isNotEqualTo(values(weights, "linear.weight"));
    assertThat(file.tensors()).hasSameSizeAs(weights.tensors());
    fresh(1)
        .shapes()
        .forEach(
            (name, shape) -> {
              assertThat(file.require(name).shape()).isEqualTo(shape);
              if (!name.endsWith("tracked")) {
                assertThat(values(file, name)).isEqualTo(values(weights, name));
              }
            });
    assertThat(fresh(1).bytes())
        .isEqualTo(weights.tensors().stream().mapToLong(t -> t.bytes()).sum());
  }

  @Test
  void aFileThatAKilledProcessHalfWroteIsRemoved(@TempDir Path folder) throws IOException {
    Path left = Files.createDirectory(folder.resolve(".asva-" + UUID.randomUUID()));
    Files.createFile(left.resolve(".lock"));
    fresh(1).inFile(folder.resolve("w.safetensors"));
    assertThat(left).doesNotExist();
  }

  @Test
  void namesAndShapesMayBeOthers() {
    FreshWeights fresh =
        FreshWeights.ofSeed(1)
            .add(network(), name -> "net." + name)
            .rule("net.token"::equals, Initial.ZEROS)
            .shape("net.plain.weight"::equals, shape -> Shape.of(shape.dim(0), shape.dim(1), 1, 1));
    assertThat(fresh.shapes()).containsEntry("net.plain.weight", Shape.of(30, 100, 1, 1));
    assertUniform(values(fresh.inMemory(), "net.plain.weight"), 0.1);
  }

  @Test
  void aWeightWithoutDefaultNeedsARule() {
    FreshWeights fresh = FreshWeights.ofSeed(1).add(network());
    assertThatThrownBy(fresh::inMemory)
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith("There is no rule for the fresh value of token 30");
  }

  @Test
  void aPieceOfATensorIsThatOfTheWhole() {
    FreshWeights fresh = fresh(1);
    float[] whole = values(fresh.inMemory(), "words.weight");
    for (int from : new int[] {0, 2, 1022, 1024, 3000, whole.length - 2}) {
      ByteBuffer piece =
          ByteBuffer.allocate(4 * Math.min(2050, whole.length - from))
              .order(ByteOrder.LITTLE_ENDIAN);
      fresh.fill("words.weight", 4L * from, piece);
      for (int i = 0; i < piece.capacity() / 4; i++) {
        assertThat(piece.getFloat(4 * i)).isEqualTo(whole[from + i]);
      }
    }
  }

  @Test
  void weightsOfACheckpointComeFirst(@TempDir Path folder) {
    Weights checkpoint =
        FreshWeights.ofSeed(9)
            .add(network())
            .rule("token"::equals, Initial.ZEROS)
            .without(name -> name.startsWith("linear"))
            .shape("half.weight"::equals, shape -> Shape.of(30, 60))
            .shape("plain.weight"::equals, shape -> Shape.of(30, 100, 1, 1))
            .inMemory();
    MergedWeights merged =
        MergedWeights.of(
            checkpoint, fresh(1), "layer.weight"::equals, folder.resolve("w.safetensors"));

    assertThat(merged.fresh())
        .containsExactlyInAnyOrder("linear.weight", "linear.bias", "half.weight", "layer.weight");
    assertThat(merged.unused()).isEmpty();
    Weights mine = fresh(1).inMemory();
    assertThat(merged.weights().tensors()).hasSameSizeAs(mine.tensors());
    assertThat(values(merged.weights(), "half.weight")).isEqualTo(values(mine, "half.weight"));
    assertThat(values(merged.weights(), "conv.weight"))
        .isEqualTo(values(checkpoint, "conv.weight"))
        .isNotEqualTo(values(mine, "conv.weight"));
    assertThat(merged.weights().require("plain.weight").shape()).isEqualTo(Shape.of(30, 100));
    assertThat(merged.require("net", name -> !name.equals("nothing"))).isSameAs(merged);
    assertThatThrownBy(() -> merged.require("net", "layer.weight"::equals))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("are not those of this net:")
        .hasMessageContaining("missing or of another shape: half.weight");
    assertThatThrownBy(
            () ->
                MergedWeights.of(
                        checkpoint,
                        fresh(1).without("token"::equals),
                        name -> false,
                        folder.resolve("w"))
                    .require("net", name -> true))
        .hasMessageContaining("not expected: token");
  }
}
