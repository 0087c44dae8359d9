package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.files.HeldFolder;
import io.asva.core.files.Sha256;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.prepared.PreparedFolder;
import io.asva.core.prepared.TensorHashes;
import io.asva.core.tensor.ElementType;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Opens sessions on graphs that ONNX Runtime optimised at an earlier opening. They still point into
 * the user's file, but ONNX Runtime has put into them what it computed from weights, in this
 * processor's layouts: so a graph's name says the model, the weights' content, the release and the
 * processor.
 */
final class OptimizedGraphs {
  private final OnnxModel model;
  private final Weights weights;
  private final PreparedFolder prepared;

  private OptimizedGraphs(OnnxModel model, Weights weights, PreparedFolder prepared) {
    this.model = model;
    this.weights = weights;
    this.prepared = prepared;
  }

  /**
   * Opens a session.
   *
   * @param settings of one that optimises the graph; they may be changed
   * @param prepared where graphs are kept
   */
  static OrtSession open(
      OrtEnvironment environment,
      OnnxModel model,
      Weights weights,
      OrtSession.SessionOptions settings,
      Optional<PreparedFolder> prepared)
      throws OrtException {
    if (prepared.isEmpty()) {
      return environment.createSession(model.proto(), settings);
    }
    OptimizedGraphs graphs = new OptimizedGraphs(model, weights, prepared.get());
    Optional<String> processor = Processor.id();
    return processor.isPresent() && graphs.isWorthwhile()
        ? graphs.open(environment, settings, graphs.name(environment, processor.get()))
        : environment.createSession(model.proto(), settings);
  }

  /**
   * Of weights in memory ONNX Runtime would put all into the file, and of those in other types than
   * single precision their conversions.
   */
  private boolean isWorthwhile() {
    return model.proto().length >= prepared.limits().leastGraph()
        && model.inMemory().isEmpty()
        && model.stored().stream().map(weights::require).allMatch(OptimizedGraphs::isKept);
  }

  private static boolean isKept(WeightTensor tensor) {
    return tensor.type() == ElementType.F32
        && tensor.data() instanceof WeightTensor.InFile place
        && TensorHashes.isSettled(place.file());
  }

  private String name(OrtEnvironment environment, String processor) {
    StringBuilder text = new StringBuilder();
    text.append(environment.getVersion()).append('\n').append(processor).append('\n');
    text.append(Sha256.text(Sha256.digest().digest(model.proto()))).append('\n');
    Map<String, String> sums = new TensorHashes(prepared).of(weights, model.stored());
    new TreeMap<>(sums)
        .forEach((name, sum) -> text.append(name).append(' ').append(sum).append('\n'));
    return "graph-" + Sha256.of(text.toString());
  }

  private OrtSession open(
      OrtEnvironment environment, OrtSession.SessionOptions settings, String name)
      throws OrtException {
    Optional<ByteBuffer> graph = prepared.find(name);
    if (graph.isPresent()) {
      try {
        settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
        return environment.createSession(graph.get(), settings);
      } catch (OrtException e) {
        prepared.remove(name);
        settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      }
    }
    Optional<HeldFolder> workplace = prepared.workplace();
    if (workplace.isEmpty()) {
      return environment.createSession(model.proto(), settings);
    }
    try (HeldFolder folder = workplace.get()) {
      return optimize(environment, settings, name, folder.path().resolve(name));
    }
  }

  private OrtSession optimize(
      OrtEnvironment environment, OrtSession.SessionOptions settings, String name, Path file)
      throws OrtException {
    OrtSession session;
    try {
      settings.setOptimizedModelFilePath(file.toString());
      session = environment.createSession(model.proto(), settings);
    } catch (OrtException e) {
      settings.setOptimizedModelFilePath(""); // it may be the disk that is full
      return environment.createSession(model.proto(), settings);
    }
    try {
      keep(name, file);
      return session;
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private void keep(String name, Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      prepared.keep(name, channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
    } catch (IOException e) {
      // The session is open; the next opening tries again.
    }
  }
}
