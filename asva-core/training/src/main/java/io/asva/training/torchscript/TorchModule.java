package io.asva.training.torchscript;

import io.asva.core.runtime.Device;
import io.asva.core.weights.Weights;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.GraphOptimizerEnabledGuard;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch.DeviceType;

/**
 * A compiled network with its parameters, which are leaves that an optimiser may own: each has the
 * name and shape of the checkpoint's tensor. No parameter asks for a gradient until someone sets
 * it.
 *
 * <p>Callers open a {@link PointerScope}, which frees the handles that they get.
 */
final class TorchModule implements AutoCloseable {
  private final TorchScript script;
  private final JitModule module;
  private final Precision precision;
  private final Device device;

  /** Parts of files that tensors lie in; they are mapped for as long as someone holds them. */
  @SuppressWarnings({"unused", "FieldCanBeLocal"})
  private final List<ByteBuffer> mappings;

  private TorchModule(
      TorchScript script,
      JitModule module,
      Precision precision,
      Device device,
      List<ByteBuffer> mappings) {
    this.script = script;
    this.module = module;
    this.precision = precision;
    this.device = device;
    this.mappings = mappings;
  }

  static TorchModule open(TorchScript script, Weights weights) {
    return open(script, weights, name -> false, Precision.SINGLE, Device.cpu());
  }

  /**
   * Opens a network.
   *
   * @param mapped tells which weights should stay in their file, to be read only, where they can
   * @param precision in which it computes
   * @param device where it does, of {@link LibTorch#device}
   */
  static TorchModule open(
      TorchScript script,
      Weights weights,
      Predicate<String> mapped,
      Precision precision,
      Device device) {
    LibTorch.require();
    try (PointerScope scope = new PointerScope()) {
      JitModule module = new JitModule(new QualifiedName("Network"));
      WeightLoader loader = new WeightLoader(script.network(), weights);
      for (TorchScript.Parameter parameter : script.parameters()) {
        try (PointerScope tensor = new PointerScope()) {
          Tensor loaded =
              mapped.test(parameter.name()) ? loader.mapped(parameter) : loader.load(parameter);
          module.register_parameter(parameter.identifier(), loaded, false);
        }
      }
      for (TorchScript.Buffer buffer : script.buffers()) {
        module.register_buffer(buffer.identifier(), TorchTensors.copy(buffer.tensor()));
      }
      define(script, module);
      if (device instanceof Device.Cuda cuda) {
        module.to(place(cuda));
      }
      module.retainReference(); // it outlives the scope
      return new TorchModule(script, module, precision, device, loader.mappings());
    }
  }

  private static org.bytedeco.pytorch.Device place(Device.Cuda cuda) {
    return new org.bytedeco.pytorch.Device(DeviceType.CUDA, (byte) cuda.index());
  }

  /** A copy of a tensor in the memory of the device that the network is on. */
  Tensor copy(io.asva.core.tensor.Tensor tensor) {
    Tensor copy = TorchTensors.copy(tensor);
    return device instanceof Device.Cuda cuda
        ? copy.to(place(cuda), copy.scalar_type().intern())
        : copy;
  }

  private static void define(TorchScript script, JitModule module) {
    try {
      module.define(script.source());
    } catch (RuntimeException e) {
      throw new TorchScriptException(
          script.network() + " can't be compiled by libtorch: " + reason(e), e);
    }
  }

  TorchScript script() {
    return script;
  }

  /** The parameters by their names in the checkpoint; writing to them changes the network. */
  Map<String, Tensor> parameters() {
    Map<String, Tensor> result = new LinkedHashMap<>();
    for (TorchScript.Parameter parameter : script.parameters()) {
      result.put(parameter.name(), module.attr(parameter.identifier()).toTensor());
    }
    return result;
  }

  /** Runs {@code forward}. */
  TensorVector forward(List<Tensor> inputs) {
    return call(() -> module.forward(arguments(inputs)));
  }

  /**
   * Runs a segment.
   *
   * @param notes whether batch normalisation notes the batch's statistics
   */
  TensorVector run(String segment, List<Tensor> inputs, boolean notes) {
    IValueVector arguments = arguments(inputs);
    arguments.push_back(new IValue(notes));
    return call(() -> module.get_method(segment).apply(arguments));
  }

  private static IValueVector arguments(List<Tensor> inputs) {
    return new IValueVector(inputs.stream().map(IValue::new).toArray(IValue[]::new));
  }

  private TensorVector call(Supplier<IValue> method) {
    DeviceType type = device instanceof Device.Cuda ? DeviceType.CUDA : DeviceType.CPU;
    // The optimising executor compiles anew on the second run, for the most part of a minute. The
    // setting belongs to the thread.
    try (GraphOptimizerEnabledGuard guard = new GraphOptimizerEnabledGuard(false);
        Autocast autocast = Autocast.to(precision, type)) {
      return method.get().toTensorVector();
    } catch (RuntimeException e) {
      throw new TorchScriptException(script.network() + " failed in libtorch: " + reason(e), e);
    }
  }

  /** Extracts libtorch's own message, without the native frames that it appends. */
  static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    int frames = message.indexOf("Exception raised from ");
    return (frames < 0 ? message : message.substring(0, frames)).strip();
  }

  @Override
  public void close() {
    module.close();
  }
}
