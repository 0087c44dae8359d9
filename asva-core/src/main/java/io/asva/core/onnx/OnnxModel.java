package io.asva.core.onnx;

import io.asva.core.weights.WeightTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A network as ONNX: the model's bytes, which name their weights, and where those come from.
 *
 * @param proto the serialised ModelProto
 * @param folder the folder that external data is relative to; empty where no weight lies in a file
 * @param inMemory tensors that the model names as external data but which lie in memory
 * @param stored names of the checkpoint's tensors in files that the model points to
 * @param derived tensors that are computed when a session opens and given to each run as further
 *     inputs
 */
@SuppressWarnings(
    "ArrayRecordComponent") // megabytes that are handed to a native function as they are
public record OnnxModel(
    byte[] proto,
    Optional<Path> folder,
    Map<String, WeightTensor> inMemory,
    Set<String> stored,
    List<DerivedWeight> derived) {

  /** A model that points to no tensor in a file that anybody asks for. */
  public OnnxModel(
      byte[] proto,
      Optional<Path> folder,
      Map<String, WeightTensor> inMemory,
      List<DerivedWeight> derived) {
    this(proto, folder, inMemory, Set.of(), derived);
  }
}
