package io.asva.metrics.avalign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.media.MediaFile;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnsetsOfFilesTest {
  @ParameterizedTest
  @ValueSource(strings = {"decode-mp4-h264-aac/media.mp4", "decode-webm-vp9-opus/media.webm"})
  void aAudioThatIsNotHeldHasTheOnsetsOfTheWholeToTheBit(String name) {
    MediaFile file =
        MediaFile.open(Path.of("../asva-core/media/src/test/resources/golden").resolve(name));
    assertThat(AvAlign.onsetEnvelope(file, note -> {}, new Cancellation()))
        .isEqualTo(AvAlign.onsetEnvelope(file.audio()));
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    assertThatThrownBy(() -> AvAlign.onsetEnvelope(file, note -> {}, cancelled))
        .isInstanceOf(CancelledException.class);
  }
}
