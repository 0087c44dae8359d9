package io.asva.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.ProgressMonitor;
import io.asva.core.testing.NullArguments;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetCheck;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {
  private static final Path VIDEO =
      Path.of("src/test/resources/golden/decode-mp4-h264-aac/media.mp4");

  @Test
  void aMissingArgumentIsNamed() {
    Dataset folder = Dataset.open(Path.of("src/test/resources/golden"));
    for (Object part : List.of(MediaFile.open(VIDEO), DatasetCheck.of(folder))) {
      assertThat(NullArguments.unnamed(part, MediaLimits.DEFAULT, ProgressMonitor.none(), folder))
          .isEmpty();
    }
  }
}
