package io.asva.core.runtime.internal;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that a session of ONNX Runtime is opened with for a device, under its own names.
 *
 * <p>Immutable.
 *
 * @param session entries of a session's configuration
 * @param provider options of the CUDA provider; empty on a processor
 * @param arenas the memory that is given back where it is to be, as a run's configuration names it
 */
public record SessionSettings(
    Map<String, String> session, Map<String, String> provider, String arenas) {
  private static final String ON = "1";
  private static final String OFF = "0";

  /** Copies the maps. */
  public SessionSettings {
    session = Collections.unmodifiableMap(new LinkedHashMap<>(session));
    provider = Collections.unmodifiableMap(new LinkedHashMap<>(provider));
  }

  /**
   * The settings for a device.
   *
   * @throws IllegalArgumentException if it isn't decided yet
   */
  public static SessionSettings of(Device device) {
    if (device.place() instanceof Device.Auto) {
      throw new IllegalArgumentException("an automatic choice must be resolved first");
    }
    Map<String, String> session = new LinkedHashMap<>();
    // Each session has threads of its own, which wait busily for a while after a run. Where
    // networks take turns they would take the processor from the next one: two threads were hardly
    // faster than one.
    session.put("session.force_spinning_stop", ON);
    if (device.place() instanceof Device.Cuda cuda) {
      // Weights lie on the device as long as the session: in an arena they would leave holes.
      session.put("session.use_device_allocator_for_initializers", ON);
      return new SessionSettings(
          session, provider(device.precision()), "cpu:0;gpu:" + cuda.index());
    }
    // Packing copies every matrix into a layout that saves a few percent of time for twice the
    // memory. On a CUDA device it must not be off: a convolution with channels last would turn its
    // weights at each evaluation.
    session.put("session.disable_prepacking", ON);
    return new SessionSettings(session, Map.of(), "cpu:0");
  }

  private static Map<String, String> provider(Precision precision) {
    Map<String, String> options = new LinkedHashMap<>();
    // Products of shortened numbers miss the golden cases' tolerance. The setting forbids tensor
    // cores to convolutions in half precision, too, which must have it on.
    options.put("use_tf32", precision == Precision.FP32 ? OFF : ON);
    // Images have channels last in a graph, so the transposes around convolutions go.
    options.put("prefer_nhwc", ON);
    options.put("fuse_conv_bias", ON);
    // Doubling, the default, asks for up to twice what is needed.
    options.put("arena_extend_strategy", "kSameAsRequested");
    return options;
  }

  /** Gives the settings to the options of a session. */
  void apply(OrtSession.SessionOptions target, Device device) throws OrtException {
    for (Map.Entry<String, String> entry : session.entrySet()) {
      target.addConfigEntry(entry.getKey(), entry.getValue());
    }
    if (device.place() instanceof Device.Cuda cuda) {
      try (OrtCUDAProviderOptions options = new OrtCUDAProviderOptions(cuda.index())) {
        for (Map.Entry<String, String> entry : provider.entrySet()) {
          options.add(entry.getKey(), entry.getValue());
        }
        target.addCUDA(options);
      }
    }
  }
}
