package io.asva.core.onnx;

import io.asva.core.concurrent.Interruptible;
import io.asva.core.graph.Graph;
import io.asva.core.graph.Node;
import io.asva.core.graph.op.Weight;
import io.asva.core.onnx.internal.ExportFolder;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A network written as a folder that any ONNX runtime opens: {@code model.onnx}, and beside it the
 * file or files that its weights are in. Beside it, because runtimes refuse weights outside the
 * model's folder and behind symbolic links.
 *
 * @param model the model's file
 * @param weights the files that hold its weights
 * @param placement how they came there
 */
public record OnnxExport(Path model, List<Path> weights, Placement placement) {
  /** The model's file name. */
  public static final String MODEL = "model.onnx";

  /** The file name of copied weights. */
  public static final String WEIGHTS = "weights.safetensors";

  private static final String STAGE = "exporting a network";

  // A hard link saves nothing worth having here, and Python's onnx.checker refuses it.
  private static final long COPIED_BYTES = 64L << 20;

  /** Copies the list. */
  public OnnxExport {
    weights = List.copyOf(weights);
  }

  /** How weights come to lie beside the model. */
  public enum Placement {
    /** The checkpoint lies in this folder. */
    IN_PLACE,
    /** The checkpoint's file has a second name here, a hard link, which takes no space. */
    LINKED,
    /** The weights that the network uses were copied to {@code weights.safetensors}. */
    COPIED
  }

  /**
   * Writes a network that shares the checkpoint's file: in place where that lies in the folder,
   * else by a hard link. Weights of up to 64 MB are copied instead, and so are those that can't be
   * shared: because the file system has no links, or the checkpoint stores them otherwise than ONNX
   * does.
   *
   * @param folder where to; made if it is not there
   * @throws WeightsException if a file is in the way or can't be written; nothing is left then
   * @throws io.asva.core.CancelledException if the thread was interrupted; nothing is left either
   */
  public static OnnxExport sharing(Graph graph, Weights weights, Path folder) {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(folder, "folder");
    ExportFolder.check(folder, List.of(MODEL));
    return Interruptible.call(STAGE, () -> share(graph, weights, folder));
  }

  private static OnnxExport share(Graph graph, Weights weights, Path folder) {
    ExportFolder place = ExportFolder.of(folder);
    OnnxModel model = OnnxWriter.write(graph, weights, Target.PORTABLE);
    Set<Path> files = files(graph, weights);
    boolean inPlace = files.stream().allMatch(place::holds);
    long bytes = used(graph, weights).values().stream().mapToLong(WeightTensor::bytes).sum();
    boolean shared =
        model.inMemory().isEmpty() && (inPlace || (bytes > COPIED_BYTES && place.link(files)));
    if (!shared) {
      return copy(graph, weights, folder);
    }
    Path file = place.write(MODEL, model.proto());
    return new OnnxExport(
        file,
        files.stream().map(f -> file.resolveSibling(f.getFileName())).toList(),
        inPlace ? Placement.IN_PLACE : Placement.LINKED);
  }

  /**
   * Writes a network with a copy of the weights that it uses.
   *
   * @param folder where to; made if it is not there
   * @throws WeightsException if a file is in the way or can't be written; nothing is left then
   * @throws io.asva.core.CancelledException if the thread was interrupted; nothing is left either
   */
  public static OnnxExport copying(Graph graph, Weights weights, Path folder) {
    Objects.requireNonNull(graph, "graph");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(folder, "folder");
    ExportFolder.check(folder, List.of(MODEL, WEIGHTS));
    return Interruptible.call(STAGE, () -> copy(graph, weights, folder));
  }

  private static OnnxExport copy(Graph graph, Weights weights, Path folder) {
    ExportFolder place = ExportFolder.of(folder);
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.addAll(Weights.of(weights.source(), used(graph, weights).values()));
    Path copy = place.make(WEIGHTS, writer::write);
    OnnxModel model = OnnxWriter.write(graph, Weights.openTree(copy), Target.PORTABLE);
    return new OnnxExport(place.write(MODEL, model.proto()), List.of(copy), Placement.COPIED);
  }

  private static Map<String, WeightTensor> used(Graph graph, Weights weights) {
    Map<String, WeightTensor> used = new LinkedHashMap<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Weight weight) {
        used.put(weight.name(), weights.require(weight.name()));
      }
    }
    return used;
  }

  private static Set<Path> files(Graph graph, Weights weights) {
    Set<Path> files = new LinkedHashSet<>();
    for (WeightTensor tensor : used(graph, weights).values()) {
      if (tensor.data() instanceof WeightTensor.InFile inFile) {
        files.add(inFile.file());
      }
    }
    return files;
  }
}
