package io.asva.examples.cli;

import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import io.asva.core.runtime.ResolvedDevice;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say where networks run, and in which precision. */
final class DeviceOption {
  @Mixin private PlaceOption place;

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      converter = Converter.class,
      description = {
        "What networks compute in: fp32; tf32, on CUDA alone, faster and right to about three"
            + " digits; fp16, on CUDA fastest by far, with half the memory, and right to about two;"
            + " int8, on processors with VNNI or AMX, faster and right to about two."
            + " Default: fp32."
      })
  private @Nullable Precision precision;

  /** The device, in the precision that was asked for. */
  Device device() {
    return precision == null ? place.device() : place.device().precision(precision);
  }

  /** Whether a precision was asked for. */
  boolean namesPrecision() {
    return precision != null;
  }

  /** Decides on the device, and says so where it is not what was asked for. */
  ResolvedDevice resolve(PrintWriter err) {
    return resolve(device(), err);
  }

  /** Decides on a device, and says so where it is not what was asked for. */
  static ResolvedDevice resolve(Device device, PrintWriter err) {
    ResolvedDevice resolved = device.resolve();
    noteFallback(resolved, err);
    return resolved;
  }

  /** Says where networks run if that is not where they were to. */
  static void noteFallback(ResolvedDevice resolved, PrintWriter err) {
    resolved
        .fallback()
        .ifPresent(
            why -> {
              err.println("Note: networks run on " + resolved.words() + ". " + why);
              err.flush();
            });
  }

  /** Reads {@code fp32}, {@code tf32}, {@code fp16} or {@code int8}. */
  static final class Converter implements ITypeConverter<Precision> {
    @Override
    public Precision convert(String value) {
      return Precision.of(value)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'"
                          + value
                          + "' is none of "
                          + Arrays.stream(Precision.values())
                              .map(Precision::word)
                              .collect(Collectors.joining(", "))));
    }
  }
}
