package io.asva.training.torchscript;

import static io.asva.training.torchscript.Source.call;
import static io.asva.training.torchscript.Source.ints;

import io.asva.core.graph.op.Concat;
import io.asva.core.graph.op.Embedding;
import io.asva.core.graph.op.Expand;
import io.asva.core.graph.op.Gather;
import io.asva.core.graph.op.Mean;
import io.asva.core.graph.op.Permute;
import io.asva.core.graph.op.Reshape;
import io.asva.core.graph.op.Slice;
import io.asva.core.graph.op.UpsampleNearest;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Elements picked, repeated and moved. */
final class ShapeLowerings {
  private ShapeLowerings() {}

  static void addTo(Lowerings.Table table) {
    table.put(Reshape.class, (op, site) -> Source.reshape(site.in(0), op.shape()));
    table.put(Permute.class, ShapeLowerings::permute);
    table.put(Expand.class, ShapeLowerings::expand);
    table.put(Concat.class, ShapeLowerings::concat);
    table.put(Slice.class, ShapeLowerings::slice);
    table.put(Gather.class, ShapeLowerings::gather);
    table.put(Embedding.class, (op, site) -> call("embedding", site.in(1), site.in(0)));
    table.put(Mean.class, ShapeLowerings::mean);
    table.put(UpsampleNearest.class, ShapeLowerings::upsample);
  }

  private static String axes(List<Integer> axes) {
    return ints(axes.stream().mapToInt(Integer::intValue).toArray());
  }

  private static String permute(Permute op, Site site) {
    return op.axes().isEmpty() ? site.in(0) : call("permute", site.in(0), axes(op.axes()));
  }

  private static String expand(Expand op, Site site) {
    boolean scalar = op.shape().rank() == 0;
    return scalar ? site.in(0) : call("broadcast_to", site.in(0), ints(op.shape()));
  }

  private static String concat(Concat op, Site site) {
    String parts =
        IntStream.range(0, site.node().inputs().size())
            .mapToObj(site::in)
            .collect(Collectors.joining(", ", "[", "]"));
    return call("cat", parts, op.axis());
  }

  private static String slice(Slice op, Site site) {
    return call("narrow", site.in(0), op.axis(), op.start(), op.stop() - op.start());
  }

  private static String gather(Gather op, Site site) {
    long[] positions = op.positions().stream().mapToLong(Integer::longValue).toArray();
    LongTensor index = LongTensor.of(positions, positions.length);
    return call("index_select", site.in(0), op.axis(), site.body().symbols().buffer(index));
  }

  /** Without axes torch would take the mean over all. */
  private static String mean(Mean op, Site site) {
    return op.axes().isEmpty() ? site.in(0) : call("mean", site.in(0), axes(op.axes()));
  }

  private static String upsample(UpsampleNearest op, Site site) {
    Shape result = site.result();
    String images = ChannelsLast.channelsFirst(site, 2);
    String size = ints(result.dim(-3), result.dim(-2));
    String large = site.let("upsample_nearest2d", images, size, "None", "None");
    return ChannelsLast.back(site, large, 2);
  }
}
