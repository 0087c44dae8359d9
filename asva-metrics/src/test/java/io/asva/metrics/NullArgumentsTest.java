package io.asva.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.testing.NullArguments;
import io.asva.media.MediaLimits;
import io.asva.media.dataset.Dataset;
import io.asva.metrics.evaluation.DatasetEvaluation;
import io.asva.metrics.result.EvaluationResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullArgumentsTest {
  @Test
  void aMissingArgumentIsNamed(@TempDir Path folder) {
    for (Object part :
        List.of(DatasetEvaluation.builder(), EvaluationResult.builder("real", "made", 1))) {
      assertThat(
              NullArguments.unnamed(part, Dataset.open(folder), MediaLimits.DEFAULT, Device.cpu()))
          .isEmpty();
    }
  }
}
