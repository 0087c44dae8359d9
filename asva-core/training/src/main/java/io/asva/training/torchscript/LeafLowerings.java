package io.asva.training.torchscript;

import io.asva.core.graph.op.Constant;
import io.asva.core.graph.op.Weight;

/** Arrays that are there before anything is computed. */
final class LeafLowerings {
  private LeafLowerings() {}

  static void addTo(Lowerings.Table table) {
    table.put(Weight.class, LeafLowerings::weight);
    table.put(Constant.class, (op, site) -> site.body().symbols().buffer(op.tensor()));
  }

  /** A view of the stored tensor, so that its gradient is that of the checkpoint's own tensor. */
  private static String weight(Weight op, Site site) {
    String expression = site.body().symbols().parameter(op);
    if (op.shape().elements() != op.stored().elements()) {
      expression = Source.call("narrow", expression, 0, op.firstRow(), op.shape().dim(0));
    }
    boolean sameRank = op.shape().rank() == op.stored().rank();
    return sameRank ? expression : Source.reshape(expression, op.shape());
  }
}
