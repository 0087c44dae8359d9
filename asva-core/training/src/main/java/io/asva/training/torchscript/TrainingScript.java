package io.asva.training.torchscript;

import java.util.List;

/**
 * A network as a module that can be trained: {@code forward} is for use, and each segment is a
 * method of its own.
 *
 * @param module the module
 * @param segments the stretches in the order in which they run
 */
record TrainingScript(TorchScript module, List<Segment> segments) {
  TrainingScript {
    segments = List.copyOf(segments);
  }
}
