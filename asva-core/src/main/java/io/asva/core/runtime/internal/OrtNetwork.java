package io.asva.core.runtime.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.asva.core.files.FileNames;
import io.asva.core.onnx.DerivedWeight;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.prepared.PreparedFolder;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A session of ONNX Runtime with the memory that its weights need. Not protected against closing
 * while it runs.
 */
public final class OrtNetwork implements AutoCloseable {
  private static final String EXTERNAL_DATA_FOLDER =
      "session.model_external_initializers_file_folder_path";
  private final OrtEnvironment environment;
  private final NativeBuffers memory;
  private final Map<String, OnnxTensor> derived;
  private final OrtSession session;

  private OrtNetwork(
      OrtEnvironment environment,
      NativeBuffers memory,
      Map<String, OnnxTensor> derived,
      OrtSession session) {
    this.environment = environment;
    this.memory = memory;
    this.derived = derived;
    this.session = session;
  }

  /** Opens a model, and computes all that it needs for that. */
  public static OrtNetwork open(
      OnnxModel model, Weights weights, Device device, NetworkOptions options) throws OrtException {
    return open(model, weights, device, options, Optional.empty());
  }

  /**
   * Opens a model.
   *
   * @param prepared where it finds what earlier openings computed, and keeps what this one does
   */
  public static OrtNetwork open(
      OnnxModel model,
      Weights weights,
      Device device,
      NetworkOptions options,
      Optional<PreparedFolder> prepared)
      throws OrtException {
    OrtEnvironment environment = OrtLibrary.environment();
    NativeBuffers memory = new NativeBuffers();
    List<OnnxTensor> injected = new ArrayList<>();
    Map<String, OnnxTensor> derived = Map.of();
    try (OrtSession.SessionOptions settings = new OrtSession.SessionOptions()) {
      settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      settings.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      settings.setMemoryPatternOptimization(false);
      if (options.threads() > 0) {
        settings.setIntraOpNumThreads(options.threads());
      }
      if (options.profile().isPresent()) {
        settings.enableProfiling(options.profile().get().toString());
      }
      if (model.folder().isPresent()) {
        requireName(model.folder().get());
        settings.addConfigEntry(EXTERNAL_DATA_FOLDER, model.folder().get().toString());
      }
      SessionSettings.of(device).apply(settings, device);
      Map<String, OnnxTensorLike> initializers = initializers(environment, model, memory, injected);
      if (!initializers.isEmpty()) {
        settings.addExternalInitializers(initializers);
      }
      derived = derived(environment, model, weights, memory, prepared);
      return new OrtNetwork(
          environment,
          memory,
          derived,
          OptimizedGraphs.open(environment, model, weights, settings, prepared));
    } catch (OrtException | RuntimeException | Error e) {
      derived.values().forEach(OnnxTensor::close);
      memory.close();
      throw e;
    } finally {
      injected.forEach(OnnxTensor::close);
    }
  }

  private static void requireName(Path folder) {
    if (FileNames.isGarbled(folder)) {
      throw new WeightsException(
          "The name of the folder "
              + folder
              + " holds characters that ONNX Runtime can't be given."
              + FileNames.remedy());
    }
  }

  private static Map<String, OnnxTensorLike> initializers(
      OrtEnvironment environment, OnnxModel model, NativeBuffers memory, List<OnnxTensor> injected)
      throws OrtException {
    Map<String, OnnxTensorLike> result = new LinkedHashMap<>();
    for (WeightTensor tensor : model.inMemory().values()) {
      ByteBuffer source = ((WeightTensor.InMemory) tensor.data()).bytes().duplicate();
      ByteBuffer copy = memory.allocate(source.remaining());
      copy.put(source).rewind();
      OnnxTensor value =
          OnnxTensor.createTensor(
              environment, copy, tensor.shape().longs(), javaType(tensor.type()));
      injected.add(value);
      result.put(tensor.name(), value);
    }
    return result;
  }

  /**
   * The derived weights, which are given to each run: ONNX Runtime would copy them as initializers.
   */
  private static Map<String, OnnxTensor> derived(
      OrtEnvironment environment,
      OnnxModel model,
      Weights weights,
      NativeBuffers memory,
      Optional<PreparedFolder> prepared)
      throws OrtException {
    Map<String, ByteBuffer> computed =
        DerivedWeights.get(model.derived(), weights, memory, prepared);
    Map<String, OnnxTensor> result = new LinkedHashMap<>();
    for (DerivedWeight weight : model.derived()) {
      ByteBuffer buffer = Objects.requireNonNull(computed.get(weight.name()));
      result.put(
          weight.name(),
          OnnxTensor.createTensor(
              environment, buffer, weight.shape().longs(), javaType(weight.type())));
    }
    return result;
  }

  private static OnnxJavaType javaType(ElementType type) {
    return switch (type) {
      case F32 -> OnnxJavaType.FLOAT;
      case F16 -> OnnxJavaType.FLOAT16;
      case BF16 -> OnnxJavaType.BFLOAT16;
      case F64 -> OnnxJavaType.DOUBLE;
      case I64 -> OnnxJavaType.INT64;
      case I32 -> OnnxJavaType.INT32;
      case I16 -> OnnxJavaType.INT16;
      case I8 -> OnnxJavaType.INT8;
      case U8 -> OnnxJavaType.UINT8;
      case BOOL -> OnnxJavaType.BOOL;
    };
  }

  /** Evaluates the network. */
  public OrtSession.Result run(
      Map<String, Tensor> inputs, Map<String, OnnxTensor> retained, OrtSession.RunOptions options)
      throws OrtException {
    Map<String, OnnxTensor> all = new LinkedHashMap<>(retained);
    all.putAll(derived);
    List<OnnxTensor> own = new ArrayList<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        OnnxTensor tensor = Tensors.toNative(environment, input.getValue());
        own.add(tensor);
        all.put(input.getKey(), tensor);
      }
      return RuntimeMeter.measured(() -> session.run(all, options));
    } finally {
      own.forEach(OnnxTensor::close);
    }
  }

  /** Copies a result to the heap. */
  public static Map<String, Tensor> toHeap(OrtSession.Result result) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    result.forEach(
        entry -> tensors.put(entry.getKey(), Tensors.toHeap((OnnxTensor) entry.getValue())));
    return tensors;
  }

  /** Ends the profile, if there is one, and says where it is. */
  public Path endProfile() throws OrtException {
    return Path.of(session.endProfiling());
  }

  @Override
  public void close() throws OrtException {
    try {
      session.close();
    } finally {
      derived.values().forEach(OnnxTensor::close);
      memory.close();
    }
  }
}
