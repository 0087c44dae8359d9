package io.asva.media.internal;

import static io.asva.media.internal.HeifWriter.box;
import static io.asva.media.internal.HeifWriter.bytes;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.VideoFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boxes that lead FFmpeg astray are hidden from it, wherever it would look for them. */
class BoxCheckTest {
  private static final Path ANIMATION = Path.of("src/test/resources/media/anim.avif");
  private static final byte[] NOTHING = {};
  private static final byte[] HANDLER = box("hdlr", new byte[25]);
  private static final byte[] ITEMS = box("iinf", bytes(0, (short) 0));

  private final Path folder;

  BoxCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<Long> found(byte[]... boxes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] each : boxes) {
      out.writeBytes(each);
    }
    return BoxCheck.hidden(Files.write(folder.resolve("x.mp4"), out.toByteArray()));
  }

  @Test
  void theyAreFoundAmongTheBoxesThatFfmpegOpens() throws IOException {
    assertThat(found(ITEMS)).containsExactly(4L);
    assertThat(found(box("mdat", ITEMS), ITEMS)).containsExactly(8L + ITEMS.length + 4);
    assertThat(found(box("moov", box("trak", box("mdia", ITEMS))))).containsExactly(28L);
    assertThat(found(box("moof", box("traf", ITEMS)))).containsExactly(20L);
    assertThat(found(box("meta", bytes(0), HANDLER, ITEMS))).containsExactly(49L);
    assertThat(found(box("meta", HANDLER, ITEMS))).as("of QuickTime").containsExactly(45L);
    byte[] header = box("mvhd", new byte[4]);
    assertThat(found(box("free", header, ITEMS))).as("a movie").containsExactly(24L);
    for (String type : List.of("iloc", "iprp", "iref")) {
      assertThat(found(box(type))).containsExactly(4L);
    }
  }

  @Test
  void tracksOfTransparencyAreFound() throws IOException {
    byte[] auxiliary = box("mdia", box("hdlr", bytes(0, 0), "auxv".getBytes(US_ASCII)));
    byte[] video = box("mdia", box("hdlr", bytes(0, 0), "vide".getBytes(US_ASCII)));
    byte[] movie = box("moov", box("trak", video), box("trak", auxiliary));
    assertThat(found(movie)).containsExactly(8L + 8 + video.length + 4);
  }

  @Test
  void numbersOfTracksThatCountAsNegativeAreRefusedInFragments() throws IOException {
    byte[] fragment = box("moof");
    for (byte[] header :
        List.of(
            box("tkhd", bytes(0, 0, 0, 0xEF000001, 0, 0)),
            box("tkhd", bytes(0x01000000, 0, 0, 0, 0, 0xEF000001)))) {
      byte[] movie = box("moov", box("trak", header));
      assertThat(found(movie)).isEmpty();
      assertThatThrownBy(() -> found(movie, fragment))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("x.mp4 is damaged: one of its tracks has the number 4009754625");
    }
    assertThat(found(box("moov", box("trak", box("tkhd", bytes(0)))), fragment)).isEmpty();
  }

  @Test
  void moreSamplesThanBytesAreRefused() throws IOException {
    int many = 1 << 20;
    byte[] alike = box("moov", box("stsz", bytes(0, 4, many)));
    byte[] chunks = box("moov", box("stsc", bytes(0, 2, 1, many / 2, 1, 2, many / 2, 1)));
    byte[] run = box("moof", box("traf", box("trun", bytes(0x005, many, 0))));
    assertThat(found(alike, chunks, run)).isEmpty();
    for (byte[] each : List.of(alike, chunks, run)) {
      assertThatThrownBy(() -> found(each, each))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("x.mp4 is damaged or cut short: it promises 2097152 samples, but");
      assertThat(found(each, each, box("mdat", new byte[2 * many]))).isEmpty();
    }
  }

  @Test
  void samplesOfWhichNumbersAreToldAreBackedByThem() throws IOException {
    int many = 3 << 19;
    byte[] sizes = new byte[4 * many];
    assertThat(found(box("moov", box("stsz", bytes(0, 0, many), sizes)))).isEmpty();
    byte[] timed = box("traf", box("trun", bytes(0x105, many, 0, 0), sizes));
    assertThat(found(box("moof", timed))).isEmpty();
    for (byte[] table :
        List.of(
            box("stsz", bytes(0, 0, many)),
            box("trun", bytes(0x105, many, 0, 0)),
            box("trun", bytes(0x301, many, 0), new byte[80]))) {
      assertThatThrownBy(() -> found(box("moov", table)))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("it promises 1572864 samples, but has");
    }
  }

  @Test
  void lengthsAreTakenAsFfmpegTakesThem() throws IOException {
    byte[] wide = bytes(1, 0x6D646174, 0, 20, 0); // a length of 64 bits
    assertThat(found(wide, ITEMS)).containsExactly(24L);
    byte[] toTheEnd = bytes(0, 0x6D6F6F76);
    assertThat(found(toTheEnd, ITEMS)).containsExactly(12L);
    byte[] tooLong = bytes(1000, 0x6D6F6F76);
    assertThat(found(tooLong, ITEMS)).containsExactly(12L);
    byte[] tooShort = bytes(7, 0x6D6F6F76);
    assertThat(found(tooShort, ITEMS)).isEmpty();
    byte[] negative = bytes(1, 0x6D6F6F76, -1, -1);
    assertThat(found(negative, ITEMS)).isEmpty();
  }

  @Test
  void deepNestsAreLeftAsFfmpegLeavesThem() throws IOException {
    byte[] nest = ITEMS;
    for (int i = 0; i < 10_000; i++) {
      nest = box(i % 2 == 0 ? "udta" : "moov", nest);
      if (i == 5) {
        assertThat(found(nest)).hasSize(1);
      }
    }
    assertThat(found(nest)).isEmpty();
    byte[] metas = box("meta", HANDLER);
    for (int i = 0; i < 2_000; i++) {
      metas = box("meta", HANDLER, metas);
    }
    assertThat(found(metas)).isEmpty();
  }

  @Test
  void whatIsNoBoxForFfmpegIsLeftAlone() throws IOException {
    assertThat(found(NOTHING, new byte[] {0, 0, 0})).isEmpty();
    assertThat(found(box("mdat", ITEMS))).isEmpty();
    assertThat(found(box("free", new byte[4], ITEMS))).isEmpty();
    assertThat(found(box("moov", box("mvhd", ITEMS)))).isEmpty();
  }

  @Test
  void theyAreRefusedWhereTheyCanNotBeHidden() throws IOException {
    byte[] format = box("avc1", new byte[78], ITEMS);
    assertThatThrownBy(() -> found(box("moov", box("stsd", format))))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("x.mp4 is damaged: its box stsd holds a box iinf");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(ITEMS);
    }
    byte[] movie =
        box(
            "moov",
            box(
                "cmov",
                box("dcom", "zlib".getBytes(US_ASCII)),
                box("cmvd", bytes(ITEMS.length), packed.toByteArray())));
    assertThatThrownBy(() -> found(movie))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("its box cmov holds a box iinf");
  }

  @Test
  void anAnimationWithAStillImageIsReadAsBoth() {
    assertThat(Images.read(ANIMATION).width()).isEqualTo(96);
    List<Integer> colours = new ArrayList<>();
    try (VideoFrames frames = MediaFile.open(ANIMATION).frames()) {
      while (frames.next()) {
        Image image = frames.image();
        colours.add(
            ((image.rgb()[0] & 0x80) << 2)
                | ((image.rgb()[1] & 0x80) << 1)
                | (image.rgb()[2] & 0x80));
      }
    }
    assertThat(colours).containsExactly(0x200, 0x100, 0x80); // red, green, blue
  }

  @Test
  void manySuchFilesAreReadAtOnce() {
    List<VideoFrames> opened = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        opened.add(MediaFile.open(ANIMATION).frames());
      }
      for (VideoFrames each : opened) {
        assertThat(each.next()).isTrue();
      }
    } finally {
      opened.forEach(VideoFrames::close);
    }
  }

  @Test
  void aStillImageIsNoVideo() throws Exception {
    HeifWriter still = new HeifWriter().image(1, Path.of("src/test/resources/media/a.heic"));
    Path file = Files.write(folder.resolve("still.heic"), still.file(1));
    assertThatThrownBy(() -> MediaFile.open(file))
        .isInstanceOf(MediaException.class)
        .hasMessageContaining("still.heic")
        .hasMessageContaining("expected a video or audio file")
        .hasMessageContaining("It holds still images and no tracks");
  }
}
