package io.asva.training.torchscript;

import static io.asva.training.torchscript.Source.call;
import static io.asva.training.torchscript.Source.ints;

import io.asva.core.graph.op.AveragePool;
import io.asva.core.graph.op.BatchNorm;
import io.asva.core.graph.op.Conv;
import io.asva.core.graph.op.ConvTemp;
import io.asva.core.graph.op.GroupNorm;
import io.asva.core.graph.op.L2Normalize;
import io.asva.core.graph.op.LayerNorm;
import io.asva.core.graph.op.Linear;
import io.asva.core.graph.op.MaxPool;
import io.asva.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/** Linear layers, convolutions and normalisations. */
final class LayerLowerings {
  private LayerLowerings() {}

  static void addTo(Lowerings.Table table) {
    table.put(Linear.class, (op, site) -> call("linear", site.in(0), site.in(1), site.inOrNone(2)));
    table.put(Conv.class, LayerLowerings::conv);
    table.put(ConvTemp.class, LayerLowerings::convTemp);
    table.put(GroupNorm.class, LayerLowerings::groupNorm);
    table.put(BatchNorm.class, LayerLowerings::batchNorm);
    table.put(MaxPool.class, LayerLowerings::maxPool);
    table.put(AveragePool.class, LayerLowerings::averagePool);
    table.put(LayerNorm.class, LayerLowerings::layerNorm);
    table.put(L2Normalize.class, LayerLowerings::l2Normalize);
  }

  private static String conv(Conv op, Site site) {
    int spatial = op.strides().size();
    if (spatial < 1 || spatial > 3) {
      throw new TorchScriptException(
          site.body().network()
              + ": "
              + op
              + " goes over "
              + spatial
              + " axes; TorchScript has convolutions over 1 to 3");
    }
    int axes = ChannelsLast.axes(site, spatial);
    String x = ChannelsLast.channelsFirst(site, axes);
    int[] padding = extended(op.before(), axes, 0);
    if (!op.before().equals(op.after())) {
      x = site.let("constant_pad_nd", x, ints(innermostFirst(op)), 0);
      padding = new int[axes];
    }
    String y =
        site.let(
            "conv" + axes + "d",
            x,
            axes == spatial ? site.in(1) : call("unsqueeze", site.in(1), 2),
            site.inOrNone(2),
            ints(extended(op.strides(), axes, 1)),
            ints(padding));
    return ChannelsLast.back(site, y, axes);
  }

  /** The padding before and after each axis, the last axis first, as libtorch wants it. */
  private static int[] innermostFirst(Conv op) {
    int spatial = op.strides().size();
    int[] padding = new int[2 * spatial];
    for (int i = 0; i < spatial; i++) {
      padding[2 * i] = op.before().get(spatial - 1 - i);
      padding[2 * i + 1] = op.after().get(spatial - 1 - i);
    }
    return padding;
  }

  /** One number for each axis, the first ones filled up. */
  private static int[] extended(List<Integer> values, int axes, int fill) {
    int[] result = new int[axes];
    int added = axes - values.size();
    Arrays.setAll(result, i -> i < added ? fill : values.get(i - added));
    return result;
  }

  private static String convTemp(ConvTemp op, Site site) {
    String x = site.in(0);
    int frames = site.shape(0).dim(1);
    String head = site.let("narrow", x, 1, 0, 1);
    String all = site.let("expand_as", head, x);
    String before = call("narrow", x, 1, 0, frames - 1);
    String previous = frames == 1 ? x : site.let("cat", "[" + head + ", " + before + "]", 1);
    String three = site.let("cat", "[" + all + ", " + previous + ", " + x + "]", -1);
    return call("add", x, call("linear", three, site.in(1), site.inOrNone(2)));
  }

  private static String groupNorm(GroupNorm op, Site site) {
    Shape x = site.shape(0);
    int n = Math.toIntExact(x.elements(0, op.batchAxes()));
    int places = Math.toIntExact(x.elements(op.batchAxes(), x.rank() - 1));
    // Four dimensions, so that libtorch recognises channels_last and copies nothing.
    String flat = site.let("reshape", site.in(0), ints(n, places, 1, x.dim(-1)));
    String first = site.let("permute", flat, ints(0, 3, 1, 2));
    for (int i = 1; i < site.node().inputs().size(); i++) {
      // Where the scale wants a gradient and the input doesn't, libtorch's backward pass over
      // channels_last writes the latter's all the same, to address 0.
      String wanted = first + ".requires_grad or " + site.in(i) + ".requires_grad";
      first = site.let(first + ".requires_grad_(" + wanted + ")");
    }
    String y =
        site.let(
            "group_norm", first, op.groups(), site.inOrNone(1), site.inOrNone(2), op.eps(), "True");
    return call("reshape", site.let("permute", y, ints(0, 2, 3, 1)), ints(x));
  }

  /** Not torch.batch_norm, which has no gradient for the running statistics. */
  private static String batchNorm(BatchNorm op, Site site) {
    if (site.body().mode() == Mode.TRAINING) {
      return batchNormOfBatch(op, site);
    }
    String deviation = call("rsqrt", call("add", site.in(4), op.eps()));
    String factor = site.let("mul", site.in(1), deviation);
    String summand = site.let("sub", site.in(2), call("mul", site.in(3), factor));
    return site.fresh(call("add", call("mul", site.in(0), factor), summand));
  }

  /** The running statistics are written to, unless a segment only runs again. */
  private static String batchNormOfBatch(BatchNorm op, Site site) {
    Shape x = site.shape(0);
    int places = Math.toIntExact(x.elements(1, x.rank() - 1));
    String flat = site.let("reshape", site.in(0), ints(x.dim(0), places, x.dim(-1)));
    String first = site.let("movedim", flat, 2, 1);
    String noted = " if " + Segment.NOTES + " else None";
    String mean = site.let(site.in(3) + noted);
    String variance = site.let(site.in(4) + noted);
    String normalised =
        call(
            "batch_norm",
            first,
            site.in(1),
            site.in(2),
            mean,
            variance,
            "True",
            BatchNorm.MOMENTUM,
            op.eps(),
            "True");
    String y = site.let(site.fresh(normalised));
    return call("reshape", site.let("movedim", y, 1, 2), ints(x));
  }

  private static String maxPool(MaxPool op, Site site) {
    int axes = ChannelsLast.axes(site, op.kernel().size());
    String y =
        site.let(
            "max_pool" + axes + "d",
            ChannelsLast.channelsFirst(site, axes),
            ints(extended(op.kernel(), axes, 1)),
            ints(extended(op.strides(), axes, 1)),
            ints(extended(op.padding(), axes, 0)));
    return ChannelsLast.back(site, y, axes);
  }

  private static String averagePool(AveragePool op, Site site) {
    int axes = ChannelsLast.axes(site, op.kernel().size());
    String y =
        site.let(
            "avg_pool" + axes + "d",
            ChannelsLast.channelsFirst(site, axes),
            ints(extended(op.kernel(), axes, 1)),
            ints(extended(op.strides(), axes, 1)),
            ints(extended(op.padding(), axes, 0)),
            "False",
            "False");
    return ChannelsLast.back(site, y, axes);
  }

  private static String layerNorm(LayerNorm op, Site site) {
    String extent = ints(site.shape(0).dim(-1));
    return call(
        "layer_norm", site.in(0), extent, site.inOrNone(1), site.inOrNone(2), op.eps(), "True");
  }

  private static String l2Normalize(L2Normalize op, Site site) {
    String length = site.let("linalg_vector_norm", site.in(0), 2, "[-1]", "True");
    return call("div", site.in(0), call("clamp_min", length, 1e-12f));
  }
}
