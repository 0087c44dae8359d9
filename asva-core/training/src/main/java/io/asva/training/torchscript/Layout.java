package io.asva.training.torchscript;

/** How images lie in memory between convolutions. The graph's shapes have channels last. */
enum Layout {
  /** As the shapes say. */
  CHANNELS_LAST,
  /**
   * Each image or video channel by channel, seen through a view. Over channels last libtorch's
   * batch normalisation adds up all places one by one in single precision, which makes gradients a
   * hundred times less exact.
   */
  CHANNELS_FIRST
}
