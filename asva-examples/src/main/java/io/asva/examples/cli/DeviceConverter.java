package io.asva.examples.cli;

import io.asva.core.runtime.Device;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a device: {@code cpu}, {@code cuda}, {@code cuda:1} or {@code auto}. */
final class DeviceConverter implements ITypeConverter<Device> {
  @Override
  public Device convert(String value) {
    String name = value.toLowerCase(Locale.ROOT);
    if (name.equals("cpu")) {
      return Device.cpu();
    } else if (name.equals("auto")) {
      return Device.auto();
    } else if (name.equals("cuda")) {
      return Device.cuda(0);
    } else if (name.matches("cuda:[0-9]{1,3}")) {
      return Device.cuda(Integer.parseInt(name.substring("cuda:".length())));
    }
    throw new TypeConversionException("'" + value + "' is none of cpu, cuda, cuda:N and auto");
  }
}
