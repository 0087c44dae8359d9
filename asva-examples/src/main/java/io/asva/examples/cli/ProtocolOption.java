package io.asva.examples.cli;

import io.asva.media.Protocol;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that says whether the original's slips in reading files are reproduced. */
final class ProtocolOption {
  @Option(
      names = "--protocol",
      paramLabel = "NAME",
      defaultValue = "corrected",
      converter = Converter.class,
      description =
          "reference: with the original's slips in reading files, to compare figures with its;"
              + " corrected: without. Default: ${DEFAULT-VALUE}.")
  private Protocol protocol;

  /** The choice. */
  Protocol protocol() {
    return protocol;
  }

  /** Its name on the command line. */
  String word() {
    return protocol == Protocol.REFERENCE ? "reference" : "corrected";
  }

  /** Turns a word into a protocol. */
  static final class Converter implements ITypeConverter<Protocol> {
    @Override
    public Protocol convert(String value) {
      return switch (value) {
        case "reference" -> Protocol.REFERENCE;
        case "corrected" -> Protocol.CORRECTED;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is no protocol; write reference or corrected");
      };
    }
  }
}
