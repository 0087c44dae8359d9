package io.asva.examples.cli;

import io.asva.models.Purpose;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says for which work files are asked for. */
final class PurposeOption {
  @Option(
      names = "--for",
      paramLabel = "USE",
      split = ",",
      defaultValue = "animate",
      converter = Words.class,
      description =
          "The work that files are needed for: animate, sync, evaluate, train, or several of them"
              + " with commas. Default: ${DEFAULT-VALUE}.")
  private List<Purpose> purposes;

  /** The work. */
  Set<Purpose> purposes() {
    return EnumSet.copyOf(purposes);
  }

  /** It as the option has it. */
  String words() {
    return purposes().stream().map(Purpose::word).collect(Collectors.joining(","));
  }

  /** Turns a word into a purpose. */
  static final class Words implements ITypeConverter<Purpose> {
    @Override
    public Purpose convert(String value) {
      return Stream.of(Purpose.values())
          .filter(purpose -> purpose.word().equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + value + "' is none of animate, sync, evaluate, train"));
    }
  }
}
