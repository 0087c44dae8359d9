package io.asva.media.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.CancelledException;
import io.asva.core.testing.Warnings;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.VideoFrames;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MediaBoundaryTest {
  private static final Path VIDEO =
      Path.of("src/test/resources/golden/decode-mp4-h264-aac/media.mp4");

  private static RuntimeException thrown(Throwable failure) {
    try {
      MediaBoundary.read(
          Path.of("bad.mp4"),
          () -> {
            if (failure instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) failure;
          });
    } catch (RuntimeException e) {
      return e;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void whateverADecoderThrowsNamesTheFile() {
    for (Throwable failure :
        new Throwable[] {
          new ArithmeticException("long overflow"),
          new NegativeArraySizeException("-7"),
          new IndexOutOfBoundsException("3"),
          new NullPointerException("data is null"),
          new IllegalStateException("odd"),
          new OutOfMemoryError("native")
        }) {
      assertThat(thrown(failure))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("bad.mp4")
          .hasCause(failure);
    }
    assertThat(thrown(new MediaException("No memory for an image")))
        .hasMessage("bad.mp4: No memory for an image");
    MediaException named = new MediaException("Can't read bad.mp4");
    assertThat(thrown(named)).isSameAs(named);
    assertThat(thrown(new CancelledException("reading"))).isInstanceOf(CancelledException.class);
  }

  private static VideoFrames frames(Timeline timeline) {
    InputFile file = Decoding.open(VIDEO, MediaLimits.DEFAULT);
    int index = file.best(org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO);
    return DecodedFrames.open(
        StreamDecoder.open(file, index, timeline),
        Double.NEGATIVE_INFINITY,
        DecodedFrames.Begin.AT_OR_AFTER,
        Protocol.CORRECTED);
  }

  @Test
  void anOverflowAmidDecodingIsTheFilesFault() {
    try (VideoFrames frames = frames(new Timeline(Long.MIN_VALUE))) {
      assertThatThrownBy(frames::next)
          .isInstanceOf(MediaException.class)
          .hasMessageStartingWith("Can't read " + VIDEO)
          .hasMessageContaining("long overflow");
    }
  }

  @Test
  void aClosedReaderIsNoBadFile() {
    VideoFrames frames = frames(Timeline.RAW);
    frames.close();
    assertThatThrownBy(frames::next).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aForgottenReaderIsClosedAndToldOfOnce() throws InterruptedException {
    try (Warnings warnings = new Warnings()) {
      frames(Timeline.RAW).next();
      assertThat(Warnings.collectUntil(() -> !warnings.texts().isEmpty())).isTrue();
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .startsWith("A reader of " + VIDEO + " was not closed.");
    }
  }
}
