package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.diffusion.model.FrameSize;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size: height x width, such as {@code 128x256}. */
final class SizeConverter implements ITypeConverter<FrameSize> {
  @Override
  public FrameSize convert(String value) {
    if (!value.matches("[0-9]{1,5}x[0-9]{1,5}")) {
      throw new TypeConversionException(
          "'" + value + "' is no size; expected HEIGHTxWIDTH, such as 128x256");
    }
    int x = value.indexOf('x');
    try {
      return new FrameSize(
          Integer.parseInt(value.substring(0, x)), Integer.parseInt(value.substring(x + 1)));
    } catch (AsvaException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
