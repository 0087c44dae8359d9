package io.asva.training.torchscript;

import static io.asva.training.torchscript.Source.call;
import static io.asva.training.torchscript.Source.ints;

import io.asva.core.graph.op.Attention;
import io.asva.core.graph.op.FrameAttention;
import io.asva.core.tensor.Shape;

/** Attention, by libtorch's fused operation, which takes (n, heads, length, channels). */
final class AttentionLowerings {
  private AttentionLowerings() {}

  static void addTo(Lowerings.Table table) {
    table.put(Attention.class, AttentionLowerings::attention);
    table.put(FrameAttention.class, AttentionLowerings::frameAttention);
  }

  private static String attention(Attention op, Site site) {
    String[] qkv = new String[3];
    for (int i = 0; i < 3; i++) {
      Shape x = site.shape(i);
      String split = site.let("reshape", site.in(i), split(x, op.heads()));
      qkv[i] = site.let("transpose", split, 1, 2);
    }
    boolean causal = op.masking() == Attention.Masking.CAUSAL;
    String y = fused(site, qkv, causal ? "True" : "False");
    return call("reshape", site.let("transpose", y, 1, 2), ints(site.result()));
  }

  /** The places become part of the batch. */
  private static String frameAttention(FrameAttention op, Site site) {
    Shape x = site.result();
    int batch = x.dim(0);
    int frames = x.dim(1);
    int places = x.dim(2);
    int channels = x.dim(3) / op.heads();
    String[] qkv = new String[3];
    for (int i = 0; i < 3; i++) {
      String split = site.let("reshape", site.in(i), split(x, op.heads()));
      String perPlace = site.let("permute", split, ints(0, 2, 3, 1, 4));
      qkv[i] = site.let("reshape", perPlace, ints(batch * places, op.heads(), frames, channels));
    }
    String y = fused(site, qkv, "False");
    String perPlace = site.let("reshape", y, ints(batch, places, op.heads(), frames, channels));
    return call("reshape", site.let("permute", perPlace, ints(0, 3, 1, 2, 4)), ints(x));
  }

  /** The extents with the channels split into heads. */
  private static String split(Shape x, int heads) {
    int[] dims = java.util.Arrays.copyOf(x.dims(), x.rank() + 1);
    dims[x.rank() - 1] = heads;
    dims[x.rank()] = x.dim(-1) / heads;
    return ints(dims);
  }

  private static String fused(Site site, String[] qkv, String causal) {
    return site.let("scaled_dot_product_attention", qkv[0], qkv[1], qkv[2], "None", 0f, causal);
  }
}
