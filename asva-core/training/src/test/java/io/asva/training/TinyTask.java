package io.asva.training;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.TestWeights;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Unary;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.training.torchscript.Precision;
import io.asva.training.torchscript.TrainableNetwork;
import io.asva.training.torchscript.TrainableOptions;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** A network of a few weights that learns a function of four numbers, with draws of its own. */
final class TinyTask implements TrainingTask<float[]>, AutoCloseable {
  static final int FEATURES = 4;
  private static final int WIDTH = 8;

  private final int batchSize;
  private final TrainableNetwork network;
  private final Map<String, TrainedNetwork> networks;
  private Examples<float[]> examples = new Functions();
  private double poison;
  private double pull = 1;
  private String extra = "none";

  TinyTask(int batchSize) {
    this(batchSize, 5);
  }

  TinyTask(int batchSize, long seed) {
    this(batchSize, seed, Precision.SINGLE);
  }

  TinyTask(int batchSize, long seed, Precision precision) {
    this.batchSize = batchSize;
    TestWeights weights = weights(seed);
    TrainableModules trained = new TrainableModules(java.util.List.of("one", "two", "norm"));
    this.network =
        TrainableNetwork.open(
            graph(batchSize, weights),
            weights,
            TrainableOptions.all().withTrained(trained).withPrecision(precision));
    this.networks = Map.of("tiny", NetworkPart.whole(network, "{\"width\": " + WIDTH + "}\n"));
  }

  private static TestWeights weights(long seed) {
    return new TestWeights(seed)
        .withLayer("one", WIDTH, FEATURES)
        .withLayer("norm", WIDTH)
        .with("norm.running_mean", FloatTensor.zeros(WIDTH))
        .with("norm.running_var", ones())
        .with("norm.num_batches_tracked", ElementType.I64, ByteBuffer.allocate(8), Shape.of())
        .withLayer("fixed", WIDTH, WIDTH)
        .withLayer("two", 1, WIDTH);
  }

  private static FloatTensor ones() {
    FloatTensor result = FloatTensor.zeros(WIDTH);
    java.util.Arrays.fill(result.values(), 1);
    return result;
  }

  private static Graph graph(int batchSize, TestWeights weights) {
    GraphBuilder m = new GraphBuilder("tiny", WeightCatalogue.of(weights));
    Value x = m.input("x", Rate.STEP, ElementType.F32, batchSize, FEATURES);
    Value target = m.input("target", Rate.STEP, ElementType.F32, batchSize, 1);
    Value one =
        Scope.root(m).sub("norm").batchNorm(Scope.root(m).sub("one").linear(x, WIDTH), 1e-5f);
    Value fixed = Scope.root(m).sub("fixed").linear(m.apply(Unary.Function.SILU, one), WIDTH);
    Value y = Scope.root(m).sub("two").linear(m.apply(Unary.Function.SILU, fixed), 1);
    m.output("loss", m.meanSquaredError(y, target));
    return m.build();
  }

  /** Numbers, and a smooth function of them. */
  static final class Functions implements Examples<float[]> {
    @Override
    public int size() {
      return 50;
    }

    @Override
    public String name(int index) {
      return "numbers-" + index;
    }

    @Override
    public float[] load(int index, CounterRandom random) {
      float[] x = new float[FEATURES + 1];
      CounterRandom own = CounterRandom.of(99, index);
      for (int i = 0; i < FEATURES; i++) {
        x[i] = (float) (own.nextGaussian() + 0.01 * random.nextGaussian());
      }
      x[FEATURES] = x[0] - 0.5f * x[1] * x[1] + x[2] * x[3];
      return x;
    }
  }

  TinyTask withExamples(Examples<float[]> others) {
    this.examples = others;
    return this;
  }

  TinyTask withSetting(String value) {
    this.extra = value;
    return this;
  }

  /** Adds this to the inputs from now on. */
  void poison(double value) {
    this.poison = value;
  }

  /** Multiplies the gradients with this from now on. */
  void pull(double value) {
    this.pull = value;
  }

  @Override
  public Map<String, TrainedNetwork> networks() {
    return networks;
  }

  @Override
  public Examples<float[]> examples() {
    return examples;
  }

  @Override
  public Losses backward(Batch<float[]> batch, StepContext context) {
    CounterRandom random = context.random();
    FloatTensor x = FloatTensor.zeros(batchSize, FEATURES);
    FloatTensor target = FloatTensor.zeros(batchSize, 1);
    for (int i = 0; i < batchSize; i++) {
      float[] example = batch.examples().get(i);
      for (int j = 0; j < FEATURES; j++) {
        double noise = 0.01 * random.nextGaussian();
        x.values()[i * FEATURES + j] = (float) (example[j] + noise + poison);
      }
      target.values()[i] = example[FEATURES];
    }
    Map<String, Tensor> outputs =
        network.accumulate(
            Map.of("x", x, "target", target), "loss", (float) (pull * context.lossScale()));
    double loss = Objects.requireNonNull(outputs.get("loss")).valueAt(0);
    return new Losses(loss, Map.of("train_first", (double) batch.examples().get(0)[0]));
  }

  @Override
  public Map<String, Double> evaluate(int step, BooleanSupplier stopped) {
    return Map.of("test_step", (double) step);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of("model.extra", extra);
  }

  /** Every weight and running statistic, as bits. */
  Map<String, Object> bits() {
    Map<String, Object> result = new LinkedHashMap<>();
    TrainedNetwork tiny = Objects.requireNonNull(networks.get("tiny"));
    tiny.weights().forEach(tensor -> result.put(tensor.name(), bits(tensor.read())));
    tiny.buffers().forEach(tensor -> result.put(tensor.name(), bits(tensor.read())));
    return result;
  }

  private static Object bits(Tensor tensor) {
    return tensor instanceof FloatTensor floats
        ? java.util.Arrays.toString(floats.values())
        : java.util.Arrays.toString(((LongTensor) tensor).values());
  }

  @Override
  public void close() {
    network.close();
  }
}
