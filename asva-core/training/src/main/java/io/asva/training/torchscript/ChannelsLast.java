package io.asva.training.torchscript;

import static io.asva.training.torchscript.Source.call;
import static io.asva.training.torchscript.Source.ints;

import io.asva.core.tensor.Shape;

/**
 * Views between the graph's arrays (..., spatial..., channels) and libtorch's (n, channels,
 * spatial...). They move nothing: libtorch takes the permuted view as its channels_last format, and
 * answers in it.
 */
final class ChannelsLast {
  private static final int VIDEO = 5; // (n, frames, height, width, channels)

  private ChannelsLast() {}

  /**
   * Over how many axes of the first operand an operation goes. Where each channel of a video lies
   * in one piece, images are none: what goes over them goes over time as well, a frame at a time.
   */
  static int axes(Site site, int spatial) {
    boolean video = site.shape(0).rank() == VIDEO && spatial == 2;
    return video && site.body().layout() == Layout.CHANNELS_FIRST ? 3 : spatial;
  }

  /** The first operand as (n, channels, spatial...). */
  static String channelsFirst(Site site, int spatial) {
    Shape x = site.shape(0);
    int leading = x.rank() - 1 - spatial;
    int[] flat = new int[spatial + 2];
    flat[0] = Math.toIntExact(x.elements(0, leading));
    for (int i = 0; i <= spatial; i++) {
      flat[1 + i] = x.dim(leading + i);
    }
    String images = leading == 1 ? site.in(0) : site.let("reshape", site.in(0), ints(flat));
    String first = permute(site, images, 1, spatial + 1);
    return site.body().layout() == Layout.CHANNELS_FIRST
        ? site.let(first + ".contiguous()")
        : first;
  }

  /** An array (n, channels, spatial...) in the shape of the operation's result. */
  static String back(Site site, String images, int spatial) {
    String last = permute(site, images, spatial + 1, 1);
    boolean same = site.result().rank() == spatial + 2;
    return same ? last : call("reshape", last, ints(site.result()));
  }

  /** Moves one axis to another place, the others keeping their order. */
  private static String permute(Site site, String x, int to, int from) {
    return site.let("movedim", x, from, to);
  }
}
