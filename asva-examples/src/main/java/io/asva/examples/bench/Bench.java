package io.asva.examples.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.asva.core.AsvaException;
import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.DeviceException;
import io.asva.core.runtime.Precision;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures how fast clips are made here, each device and precision in a process of its own. */
public final class Bench {
  private Bench() {}

  /** The devices and precisions that pay here. */
  public static List<Device> candidates() {
    List<Device> all =
        new ArrayList<>(List.of(Device.cpu(), Device.cpu().precision(Precision.INT8)));
    if (Device.auto().resolve().place() instanceof Device.Cuda cuda) {
      all.add(cuda);
      all.add(cuda.precision(Precision.TF32));
      all.add(cuda.precision(Precision.FP16));
    }
    all.removeIf(device -> !computes(device));
    return all;
  }

  private static boolean computes(Device device) {
    try {
      device.resolve();
      return true;
    } catch (DeviceException e) {
      return false;
    }
  }

  /**
   * Measures one of them.
   *
   * @param cancellation ends the process that measures
   * @return the figures; where they can't be had, the reason
   * @throws io.asva.core.CancelledException if it was stopped
   */
  public static BenchFigures measure(
      BenchRequest request, Device device, Cancellation cancellation) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(cancellation, "cancellation");
    String words = device.place().toString();
    String precision = device.precision().word();
    try {
      Process process = start(request, device);
      StringBuilder said = new StringBuilder();
      @Nullable BenchFigures figures = null;
      try (Cancellation.Registration stop = cancellation.onCancel(process::destroy);
          BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith(BenchProcess.MARK)) {
            figures =
                BenchProcess.JSON.readValue(
                    line.substring(BenchProcess.MARK.length()), BenchFigures.class);
          } else {
            said.append(line).append('\n');
          }
        }
      } finally {
        process.destroy();
      }
      cancellation.check("measuring");
      return figures != null
          ? figures
          : BenchFigures.failed(words, precision, firstLine(said.toString()));
    } catch (IOException e) {
      throw new AsvaException("Can't start a process that measures: " + e, e);
    }
  }

  /** The figures under the names that JSON has for them, with the estimates that follow. */
  public static Map<String, Object> values(BenchFigures figures) {
    Objects.requireNonNull(figures, "figures");
    if (figures.failure() != null) {
      return Map.of(
          "device", figures.device(),
          "precision", figures.precision(),
          "failure", figures.failure());
    }
    Map<String, Object> values =
        BenchProcess.JSON.convertValue(figures, new TypeReference<Map<String, Object>>() {});
    values.put("clip_seconds", figures.clipSeconds());
    values.put("first_clip_seconds", figures.firstClipSeconds());
    return values;
  }

  private static Process start(BenchRequest request, Device device) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(BenchProcess.class.getName());
    command.add(device.place() instanceof Device.Cuda cuda ? String.valueOf(cuda.index()) : "cpu");
    command.add(device.precision().word());
    command.add(String.valueOf(request.steps()));
    request.models().ifPresent(folder -> command.add(folder.toAbsolutePath().toString()));
    request.dataset().ifPresent(command::add);
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String firstLine(String said) {
    return said.lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .map(line -> line.replaceFirst("^Exception in thread \"main\" [\\w.]+: ", ""))
        .orElse("the process ended without a word");
  }
}
