package io.asva.metrics.fid;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.Map;

/**
 * The description of the Inception v3 network of FID (Szegedy et al. 2015; weights of 2015-12-05),
 * up to its last pooling. It differs from torchvision's: means of windows don't count the padding,
 * and the last block takes maxima in their place.
 */
public final class InceptionV3 {
  /** Numbers of a feature. */
  public static final int FEATURES = 2048;

  private static final MaxPool HALVING = MaxPool.square(3, 2, 0);

  private final GraphBuilder b;
  private final InceptionLayers layers;

  private InceptionV3(GraphBuilder builder, BatchStatistics statistics) {
    this.b = builder;
    this.layers = new InceptionLayers(builder, statistics);
  }

  /**
   * The network: {@code pictures} (batch, size, size, 3), from -1 to 1, to {@code features} (batch,
   * 2048).
   *
   * @param size height and width of a picture: 229 in the reference, at least 75
   * @throws GraphException if weights are missing or misshapen, or the size is too small
   */
  public static Graph graph(
      WeightCatalogue catalogue, BatchStatistics statistics, int batch, int size) {
    GraphBuilder builder = new GraphBuilder("Inception network of FID", catalogue);
    Value pictures = builder.input("pictures", Rate.CLIP, ElementType.F32, batch, size, size, 3);
    InceptionV3 network = new InceptionV3(builder, statistics);
    Value last = network.lastStage(network.middleStages(network.stem(pictures)));
    builder.output("features", builder.mean(last, 1, 2));
    return builder.build();
  }

  /** The names and shapes of the weights, without those that normalising by the batch needs not. */
  public static Map<String, Shape> weights() {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    graph(catalogue, BatchStatistics.TRAINED, 1, 229);
    return catalogue.expected();
  }

  private Value stem(Value pictures) {
    Value x = layers.square("Conv2d_1a_3x3", pictures, 32, 3, 2, 0);
    x = layers.square("Conv2d_2a_3x3", x, 32, 3, 1, 0);
    x = b.maxPool(layers.square("Conv2d_2b_3x3", x, 64, 3, 1, 1), HALVING);
    x = layers.point("Conv2d_3b_1x1", x, 80);
    return b.maxPool(layers.square("Conv2d_4a_3x3", x, 192, 3, 1, 0), HALVING);
  }

  private Value middleStages(Value stem) {
    Value x = fives("Mixed_5b", stem, 32);
    x = fives("Mixed_5c", x, 64);
    x = fives("Mixed_5d", x, 64);
    x = firstHalving("Mixed_6a", x);
    x = sevens("Mixed_6b", x, 128);
    x = sevens("Mixed_6c", x, 160);
    x = sevens("Mixed_6d", x, 160);
    return sevens("Mixed_6e", x, 192);
  }

  private Value lastStage(Value middle) {
    Value x = secondHalving("Mixed_7a", middle);
    x = threes("Mixed_7b", x, b.averagePool(x, AveragePool.square(3, 1, 1)));
    return threes("Mixed_7c", x, b.maxPool(x, MaxPool.square(3, 1, 1)));
  }

  private Value fives(String block, Value x, int pooled) {
    Value one = layers.point(block + ".branch1x1", x, 64);
    Value five = layers.point(block + ".branch5x5_1", x, 48);
    five = layers.square(block + ".branch5x5_2", five, 64, 5, 1, 2);
    Value three = layers.point(block + ".branch3x3dbl_1", x, 64);
    three = layers.square(block + ".branch3x3dbl_2", three, 96, 3, 1, 1);
    three = layers.square(block + ".branch3x3dbl_3", three, 96, 3, 1, 1);
    return joined(block, one, five, three, meansOfWindows(block, x, pooled));
  }

  private Value firstHalving(String block, Value x) {
    Value three = layers.square(block + ".branch3x3", x, 384, 3, 2, 0);
    Value twice = layers.point(block + ".branch3x3dbl_1", x, 64);
    twice = layers.square(block + ".branch3x3dbl_2", twice, 96, 3, 1, 1);
    twice = layers.square(block + ".branch3x3dbl_3", twice, 96, 3, 2, 0);
    return joined(block, three, twice, b.maxPool(x, HALVING));
  }

  private Value sevens(String block, Value x, int width) {
    Value one = layers.point(block + ".branch1x1", x, 192);
    Value seven = layers.point(block + ".branch7x7_1", x, width);
    seven = layers.row(block + ".branch7x7_2", seven, width, 7);
    seven = layers.column(block + ".branch7x7_3", seven, 192, 7);
    Value twice = layers.point(block + ".branch7x7dbl_1", x, width);
    twice = layers.column(block + ".branch7x7dbl_2", twice, width, 7);
    twice = layers.row(block + ".branch7x7dbl_3", twice, width, 7);
    twice = layers.column(block + ".branch7x7dbl_4", twice, width, 7);
    twice = layers.row(block + ".branch7x7dbl_5", twice, 192, 7);
    return joined(block, one, seven, twice, meansOfWindows(block, x, 192));
  }

  private Value secondHalving(String block, Value x) {
    Value three = layers.point(block + ".branch3x3_1", x, 192);
    three = layers.square(block + ".branch3x3_2", three, 320, 3, 2, 0);
    Value seven = layers.point(block + ".branch7x7x3_1", x, 192);
    seven = layers.row(block + ".branch7x7x3_2", seven, 192, 7);
    seven = layers.column(block + ".branch7x7x3_3", seven, 192, 7);
    seven = layers.square(block + ".branch7x7x3_4", seven, 192, 3, 2, 0);
    return joined(block, three, seven, b.maxPool(x, HALVING));
  }

  private Value threes(String block, Value x, Value pooled) {
    Value one = layers.point(block + ".branch1x1", x, 320);
    Value three = layers.point(block + ".branch3x3_1", x, 384);
    Value row = layers.row(block + ".branch3x3_2a", three, 384, 3);
    Value column = layers.column(block + ".branch3x3_2b", three, 384, 3);
    Value twice = layers.point(block + ".branch3x3dbl_1", x, 448);
    twice = layers.square(block + ".branch3x3dbl_2", twice, 384, 3, 1, 1);
    Value twiceRow = layers.row(block + ".branch3x3dbl_3a", twice, 384, 3);
    Value twiceColumn = layers.column(block + ".branch3x3dbl_3b", twice, 384, 3);
    Value pool = layers.point(block + ".branch_pool", pooled, 192);
    return joined(block, one, row, column, twiceRow, twiceColumn, pool);
  }

  private Value meansOfWindows(String block, Value x, int width) {
    Value means = b.averagePool(x, AveragePool.square(3, 1, 1));
    return layers.point(block + ".branch_pool", means, width);
  }

  private Value joined(String block, Value... branches) {
    return b.mark(block, b.concat(-1, branches));
  }
}
