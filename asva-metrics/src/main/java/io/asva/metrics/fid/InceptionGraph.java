package io.asva.metrics.fid;

import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import java.util.Map;

/**
 * The Inception v3 network of FID (Szegedy et al. 2015; weights of 2015-12-05), up to its last
 * pooling, in torchvision's blocks A to E. It differs from torchvision's: means of windows don't
 * count the padding, and the last block takes maxima in their place.
 */
public final class InceptionGraph {
  /** Numbers of a feature. */
  public static final int FEATURES = 2048;

  private static final MaxPool HALVING = MaxPool.square(3, 2, 0);
  private static final AveragePool AROUND = AveragePool.square(3, 1, 1);

  private final GraphBuilder g;
  private final InceptionConv conv;

  private InceptionGraph(GraphBuilder g, BatchStatistics statistics) {
    this.g = g;
    this.conv = new InceptionConv(statistics);
  }

  /**
   * The network: {@code images} (batch, size, size, 3), from -1 to 1, to {@code features} (batch,
   * 2048).
   *
   * @param size height and width of an image: 229 in the reference, at least 75
   * @throws GraphException if weights are missing or misshapen, or the size is too small
   */
  public static Graph graph(
      WeightCatalogue catalogue, BatchStatistics statistics, int batch, int size) {
    GraphBuilder g = new GraphBuilder("Inception network of FID", catalogue);
    Value images = g.input("images", Rate.CLIP, ElementType.F32, batch, size, size, 3);
    g.output("features", describe(Scope.root(g), statistics, images));
    return g.build();
  }

  /**
   * Describes the network.
   *
   * @param images (batch, size, size, 3), from -1 to 1
   * @return the features
   */
  public static Value describe(Scope s, BatchStatistics statistics, Value images) {
    InceptionGraph network = new InceptionGraph(s.graph(), statistics);
    return s.graph().mean(network.blocks(s, network.stem(s, images)), 1, 2);
  }

  /** The names and shapes of the weights, without those that normalising by the batch needs not. */
  public static Map<String, Shape> weights() {
    return WeightCatalogue.demandedBy(weights -> graph(weights, BatchStatistics.TRAINED, 1, 229));
  }

  private Value stem(Scope s, Value images) {
    Value h = conv.square(s.sub("Conv2d_1a_3x3"), images, 32, 3, 2, 0);
    h = conv.square(s.sub("Conv2d_2a_3x3"), h, 32, 3, 1, 0);
    h = g.maxPool(conv.square(s.sub("Conv2d_2b_3x3"), h, 64, 3, 1, 1), HALVING);
    h = conv.point(s.sub("Conv2d_3b_1x1"), h, 80);
    return g.maxPool(conv.square(s.sub("Conv2d_4a_3x3"), h, 192, 3, 1, 0), HALVING);
  }

  private Value blocks(Scope s, Value stem) {
    Value h = blockA(s.sub("Mixed_5b"), stem, 32);
    h = blockA(s.sub("Mixed_5c"), h, 64);
    h = blockA(s.sub("Mixed_5d"), h, 64);
    h = blockB(s.sub("Mixed_6a"), h);
    h = blockC(s.sub("Mixed_6b"), h, 128);
    h = blockC(s.sub("Mixed_6c"), h, 160);
    h = blockC(s.sub("Mixed_6d"), h, 160);
    h = blockC(s.sub("Mixed_6e"), h, 192);
    h = blockD(s.sub("Mixed_7a"), h);
    h = blockE(s.sub("Mixed_7b"), h, g.averagePool(h, AROUND));
    return blockE(s.sub("Mixed_7c"), h, g.maxPool(h, MaxPool.square(3, 1, 1)));
  }

  private Value blockA(Scope s, Value x, int pooled) {
    Value one = conv.point(s.sub("branch1x1"), x, 64);
    Value five = conv.point(s.sub("branch5x5_1"), x, 48);
    five = conv.square(s.sub("branch5x5_2"), five, 64, 5, 1, 2);
    Value twice = conv.point(s.sub("branch3x3dbl_1"), x, 64);
    twice = conv.square(s.sub("branch3x3dbl_2"), twice, 96, 3, 1, 1);
    twice = conv.square(s.sub("branch3x3dbl_3"), twice, 96, 3, 1, 1);
    Value pool = conv.point(s.sub("branch_pool"), g.averagePool(x, AROUND), pooled);
    return s.mark(g.concat(-1, one, five, twice, pool));
  }

  private Value blockB(Scope s, Value x) {
    Value three = conv.square(s.sub("branch3x3"), x, 384, 3, 2, 0);
    Value twice = conv.point(s.sub("branch3x3dbl_1"), x, 64);
    twice = conv.square(s.sub("branch3x3dbl_2"), twice, 96, 3, 1, 1);
    twice = conv.square(s.sub("branch3x3dbl_3"), twice, 96, 3, 2, 0);
    return s.mark(g.concat(-1, three, twice, g.maxPool(x, HALVING)));
  }

  private Value blockC(Scope s, Value x, int width) {
    Value one = conv.point(s.sub("branch1x1"), x, 192);
    Value seven = conv.point(s.sub("branch7x7_1"), x, width);
    seven = conv.row(s.sub("branch7x7_2"), seven, width, 7);
    seven = conv.column(s.sub("branch7x7_3"), seven, 192, 7);
    Value twice = conv.point(s.sub("branch7x7dbl_1"), x, width);
    twice = conv.column(s.sub("branch7x7dbl_2"), twice, width, 7);
    twice = conv.row(s.sub("branch7x7dbl_3"), twice, width, 7);
    twice = conv.column(s.sub("branch7x7dbl_4"), twice, width, 7);
    twice = conv.row(s.sub("branch7x7dbl_5"), twice, 192, 7);
    Value pool = conv.point(s.sub("branch_pool"), g.averagePool(x, AROUND), 192);
    return s.mark(g.concat(-1, one, seven, twice, pool));
  }

  private Value blockD(Scope s, Value x) {
    Value three = conv.point(s.sub("branch3x3_1"), x, 192);
    three = conv.square(s.sub("branch3x3_2"), three, 320, 3, 2, 0);
    Value seven = conv.point(s.sub("branch7x7x3_1"), x, 192);
    seven = conv.row(s.sub("branch7x7x3_2"), seven, 192, 7);
    seven = conv.column(s.sub("branch7x7x3_3"), seven, 192, 7);
    seven = conv.square(s.sub("branch7x7x3_4"), seven, 192, 3, 2, 0);
    return s.mark(g.concat(-1, three, seven, g.maxPool(x, HALVING)));
  }

  private Value blockE(Scope s, Value x, Value pooled) {
    Value one = conv.point(s.sub("branch1x1"), x, 320);
    Value three = conv.point(s.sub("branch3x3_1"), x, 384);
    Value row = conv.row(s.sub("branch3x3_2a"), three, 384, 3);
    Value column = conv.column(s.sub("branch3x3_2b"), three, 384, 3);
    Value twice = conv.point(s.sub("branch3x3dbl_1"), x, 448);
    twice = conv.square(s.sub("branch3x3dbl_2"), twice, 384, 3, 1, 1);
    Value twiceRow = conv.row(s.sub("branch3x3dbl_3a"), twice, 384, 3);
    Value twiceColumn = conv.column(s.sub("branch3x3dbl_3b"), twice, 384, 3);
    Value pool = conv.point(s.sub("branch_pool"), pooled, 192);
    return s.mark(g.concat(-1, one, row, column, twiceRow, twiceColumn, pool));
  }
}
