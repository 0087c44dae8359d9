package io.asva.examples.cli;

import io.asva.diffusion.AnimationException;
import io.asva.diffusion.Length;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length: seconds, or the whole audio's. */
final class LengthConverter implements ITypeConverter<Length> {
  @Override
  public Length convert(String value) {
    if ("all".equals(value)) {
      return Length.WHOLE_AUDIO;
    }
    try {
      return Length.of(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "expected a number of seconds, or all, not \"" + value + "\"");
    } catch (AnimationException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
