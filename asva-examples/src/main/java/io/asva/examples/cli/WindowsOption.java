package io.asva.examples.cli;

import io.asva.diffusion.Windows;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says how a video longer than 2 s is made. */
final class WindowsOption {
  @Option(
      names = "--windows",
      paramLabel = "overlap|chain",
      converter = Converter.class,
      description =
          "How more than 2 s are made of windows of 2 s: overlap denoises all together and averages"
              + " where they overlap; chain begins each with the last frame of the one before."
              + " Default: overlap.")
  private @Nullable Windows windows;

  /** The choice, if there is one. */
  Optional<Windows> choice() {
    return Optional.ofNullable(windows);
  }

  /** Reads a name. */
  static final class Converter implements ITypeConverter<Windows> {
    @Override
    public Windows convert(String value) {
      for (Windows windows : Windows.values()) {
        if (windows.name().toLowerCase(Locale.ROOT).equals(value)) {
          return windows;
        }
      }
      throw new TypeConversionException("expected overlap or chain, not \"" + value + "\"");
    }
  }
}
