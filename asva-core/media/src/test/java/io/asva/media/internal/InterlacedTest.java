package io.asva.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.media.ClipReader;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterlacedTest {
  @ParameterizedTest
  @CsvSource({"mpeg2video, mpegts, ts, 64, 48", "dvvideo, avi, avi, 720, 576"})
  void bothFieldsOfAFrameAreOneImage(
      String encoder, String muxer, String ending, int width, int height, @TempDir Path folder) {
    NumberedImages images = new NumberedImages(width, height, 25, 60, 0, 0, 0);
    EncodedTrack track =
        EncodedTrack.images(new EncodedTrack.ImageCodec(encoder, 0, true, false), images);
    Path file = folder.resolve("interlaced." + ending);
    Muxing.write(file, muxer, Map.of(), false, List.of(new Muxing.Part(track, 0)));
    track.free();

    List<MediaNote> notes = new ArrayList<>();
    List<Integer> shown =
        ClipReader.of(MediaFile.open(file))
            .frames(0, WhenShort.FAIL, NumberedImages::read, notes::add);
    assertThat(shown).containsExactly(0, 5, 9, 13, 17, 21, 25, 30, 34, 38, 42, 46);
    assertThat(notes)
        .containsExactly(
            new MediaNote(
                MediaNote.Kind.INTERLACED,
                file + " is interlaced: both fields of a frame are taken as one image."));
  }
}
