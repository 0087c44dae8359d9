package io.asva.examples.cli;

import io.asva.core.media.Protocol;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns a word into a protocol. */
final class ProtocolConverter implements ITypeConverter<Protocol> {
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
