package io.asva.examples.cli;

import io.asva.diffusion.Preset;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a preset's name. */
final class PresetConverter implements ITypeConverter<Preset> {
  @Override
  public Preset convert(String value) {
    return Arrays.stream(Preset.values())
        .filter(preset -> preset.word().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no preset "
                        + value
                        + "; there are "
                        + Arrays.stream(Preset.values())
                            .map(Preset::word)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
