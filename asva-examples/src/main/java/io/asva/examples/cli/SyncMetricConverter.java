package io.asva.examples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Turns the reference's name of a metric into the metric. */
final class SyncMetricConverter implements ITypeConverter<SyncMetric> {
  @Override
  public SyncMetric convert(String value) {
    for (SyncMetric metric : SyncMetric.values()) {
      if (metric.toString().equals(value)) {
        return metric;
      }
    }
    throw new TypeConversionException(
        "'" + value + "' is no metric; write alignsync, relsync or avsync_score");
  }
}
