package io.asva.media.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.internal.Recipe.Format;
import io.asva.media.internal.Recipe.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames and audio as a player shows them, from the recipes that made the files: containers,
 * codecs, begins, offsets, gaps.
 */
class TimelineTableTest {
  private static final int FPS = 25;
  private static final double SECONDS = 6;
  private static final NumberedImages ALL = images(0, 0, 0);
  private static final NumberedImages LATE = images(15, 0, 0);
  private static final NumberedImages MISSING = images(0, 10, 23);
  private static final double TICK = 0.0012; // containers count in milliseconds at the coarsest
  private static final double[] STARTS = {0, 0.71, 3.3};

  private static final List<Format> FORMATS =
      List.of(
          new Format("mp4", "mp4", "libopenh264", "aac", 0, 1024, Times.EDITED),
          new Format("mp4", "mp4", "mpeg4", "libmp3lame", 0, 1105, Times.EDITED),
          new Format("mp4", "mp4", "libopenh264", "flac", 4608, 0, Times.EDITED),
          new Format("mov", "mov", "mjpeg", "pcm_s16le", 1024, 0, Times.EDITED),
          new Format("mov", "mov", "libopenh264", "alac", 4096, 0, Times.EDITED),
          new Format("3gp", "3gp", "mpeg4", "aac", 0, 1024, Times.EDITED),
          new Format("mkv", "matroska", "libopenh264", "aac", 0, 1024, Times.MOVED),
          new Format("mkv", "matroska", "libvpx", "libopus", 0, 312, Times.MOVED),
          new Format("mkv", "matroska", "mpeg2video", "ac3", 0, 256, Times.MOVED),
          new Format("mkv", "matroska", "mpeg4", "flac", 40_000, 0, Times.MOVED),
          new Format("mkv", "matroska", "mjpeg", "pcm_s16le", 48_000, 0, Times.MOVED),
          new Format("mkv", "matroska", "libopenh264", "libmp3lame", 0, 1105, Times.MOVED),
          new Format("webm", "webm", "libvpx", "libopus", 0, 312, Times.MOVED),
          new Format("ts", "mpegts", "libopenh264", "aac", 0, 1024, Times.MOVED),
          new Format("ts", "mpegts", "mpeg2video", "mp2", 0, 481, Times.MOVED),
          new Format("ts", "mpegts", "libopenh264", "ac3", 0, 256, Times.MOVED),
          new Format("mpg", "mpeg", "mpeg2video", "mp2", 0, 481, Times.MOVED),
          new Format("flv", "flv", "flv", "libmp3lame", 0, 1105, Times.MOVED),
          new Format("flv", "flv", "libopenh264", "aac", 0, 1024, Times.MOVED),
          new Format("nut", "nut", "mpeg4", "pcm_s16le", 1024, 0, Times.MOVED),
          new Format("avi", "avi", "mjpeg", "pcm_s16le", 48_000, 0, Times.NONE),
          new Format("avi", "avi", "mpeg4", "adpcm_ima_wav", 0, 0, Times.NONE));

  private static final Map<Object, EncodedTrack> TRACKS = new HashMap<>();
  private static final Map<Integer, Audio> AUDIOS = new HashMap<>();

  private static NumberedImages images(int first, int missingFrom, int missingTo) {
    return new NumberedImages(64, 48, FPS, (int) (FPS * SECONDS), first, missingFrom, missingTo);
  }

  @AfterAll
  static void free() {
    TRACKS.values().forEach(EncodedTrack::free);
    TRACKS.clear();
  }

  private static Stream<Recipe> recipes(Format format) {
    List<Recipe> recipes = new ArrayList<>();
    if (format.times() == Times.NONE) {
      recipes.add(new Recipe(format, 0, 0, ALL, 0, 0, false));
      recipes.add(new Recipe(format, 0, 0, MISSING, 0, 0, false));
      return recipes.stream();
    }
    for (double start : new double[] {0, 1.48, 10}) {
      for (double offset : new double[] {-0.5, 0, 0.8}) {
        recipes.add(new Recipe(format, start, offset, ALL, 0, 0, false));
      }
    }
    if (!format.muxer().equals("mpeg")) { // where most frames have no time, none can be missing
      recipes.add(new Recipe(format, 0, 0, MISSING, 0, 0, false));
    }
    recipes.add(new Recipe(format, 1.48, 0.8, LATE, 0, 0, false));
    // QuickTime tells PCM's time by counting samples, so it holds no gap.
    if (format.block() < 20_000 && !format.ending().equals("mov")) {
      recipes.add(new Recipe(format, 0, 0, ALL, 1, 1.5, false));
    }
    if (List.of("mkv", "webm", "flv").contains(format.ending())) {
      recipes.add(new Recipe(format, 0, 0.8, ALL, 0, 0, true));
    }
    return recipes.stream();
  }

  @Test
  void everyFileIsReadAsAPlayerShowsIt(@TempDir Path folder) throws IOException {
    List<Recipe> recipes = FORMATS.stream().flatMap(TimelineTableTest::recipes).toList();
    List<String> wrong = new ArrayList<>();
    for (Recipe recipe : recipes) {
      Path file = folder.resolve("file." + recipe.format().ending());
      write(file, recipe);
      try {
        MediaFile media = MediaFile.open(file);
        List<String> faults = new ArrayList<>(lengths(media, recipe));
        for (double start : STARTS) {
          faults.addAll(frames(media, recipe, start));
          faults.addAll(audio(media, recipe, start));
        }
        faults.forEach(fault -> wrong.add(recipe + ": " + fault));
      } catch (RuntimeException e) {
        wrong.add(recipe + ": " + e);
      }
      Files.delete(file);
    }
    assertThat(recipes).hasSizeGreaterThanOrEqualTo(200);
    assertThat(wrong).isEmpty();
  }

  private static void write(Path file, Recipe recipe) {
    Format format = recipe.format();
    boolean global = !List.of("mpegts", "mpeg", "avi").contains(format.muxer());
    // In a program stream FFmpeg guesses the times of most frames, and errs if they are reordered.
    boolean stamped = !format.muxer().equals("mpeg");
    int reordered = stamped && format.video().equals("mpeg2video") ? 2 : 0;
    EncodedTrack video =
        TRACKS.computeIfAbsent(
            List.of(format.video(), recipe.images(), global, reordered),
            key ->
                EncodedTrack.images(
                    new EncodedTrack.ImageCodec(format.video(), reordered, false, global),
                    recipe.images()));
    EncodedTrack audio =
        TRACKS.computeIfAbsent(
            List.of(format.audio(), format.block(), format.rate(), global),
            key -> EncodedTrack.audio(format.audio(), content(format), format.block(), global));
    Muxing.write(
        file,
        format.muxer(),
        Map.of(),
        recipe.piped(),
        List.of(
            new Muxing.Part(video, recipe.start()),
            new Muxing.Part(
                audio, recipe.start() + recipe.offset(), recipe.gapFrom(), recipe.gapTo())));
  }

  private static Audio content(Format format) {
    return AUDIOS.computeIfAbsent(format.rate(), rate -> TimedAudio.of(rate, 1, SECONDS));
  }

  private static List<String> lengths(MediaFile media, Recipe recipe) {
    List<String> faults = new ArrayList<>();
    Format format = recipe.format();
    // Program streams have times for some frames only.
    double slack = format.muxer().equals("mpeg") ? 3.5 / FPS : 1.2 / FPS;
    near(faults, "images end", media.imagesEnd(), SECONDS - recipe.zero(), slack);
    double audio = recipe.heard(content(format).length());
    // The last block of a lossy codec is filled up; a block of ADPCM at 48 kHz lasts 42 ms.
    near(faults, "audio ends", media.audioEnd(), audio, 0.06);
    return faults;
  }

  private static void near(
      List<String> faults, String what, double actual, double expected, double slack) {
    if (!(Math.abs(actual - expected) <= slack)) {
      faults.add(String.format(Locale.ROOT, "%s at %.4f, not %.4f", what, actual, expected));
    }
  }

  private static List<String> frames(MediaFile media, Recipe recipe, double start) {
    List<String> faults = new ArrayList<>();
    List<MediaNote> notes = new ArrayList<>();
    List<Integer> shown =
        ClipReader.of(media).frames(start, WhenShort.REPEAT_LAST, NumberedImages::read, notes::add);
    for (int slot = 0; slot < shown.size(); slot++) {
      double moment = start + slot / 6.0 + recipe.zero();
      int early = recipe.images().shown(moment - TICK);
      int late = recipe.images().shown(moment + TICK);
      if (shown.get(slot) != early && shown.get(slot) != late) {
        faults.add(
            String.format(
                Locale.ROOT,
                "at %.3f slot %d shows %d, not %d; all %s",
                start,
                slot,
                shown.get(slot),
                late,
                shown));
      }
    }
    return faults;
  }

  private static List<String> audio(MediaFile media, Recipe recipe, double start) {
    Audio content = content(recipe.format());
    Audio clip = ClipReader.of(media).audio(start);
    List<String> faults = new ArrayList<>();
    near(faults, "audio's length", clip.seconds(), 2, 1e-4);
    int rate = content.rate();
    int slack = (int) Math.ceil(TICK * rate);
    // The place in the content of the clip's first sample.
    int at = (int) Math.round((start - recipe.heard(0)) * rate);
    for (int piece = 0; piece < 4; piece++) {
      int from = piece * clip.length() / 4;
      int to = (piece + 1) * clip.length() / 4;
      double begin = (double) (at + from) / rate;
      double end = (double) (at + to) / rate;
      double edge = 0.1;
      boolean gap = begin > recipe.gapFrom() + edge && end < recipe.gapTo() - edge;
      boolean beside = end < recipe.gapFrom() - edge || begin > recipe.gapTo() + edge;
      boolean whole = recipe.gapFrom() == recipe.gapTo();
      if (end < -edge || gap) {
        if (loudness(clip.samples()[0], from, to) > 0.01) {
          faults.add("at " + start + " piece " + piece + " is no silence");
        }
      } else if (begin > recipe.cut() + edge && end < SECONDS - edge && (whole || beside)) {
        double likeness =
            TimedAudio.likeness(clip.samples()[0], from, to, content.samples()[0], at, slack);
        if (likeness < 0.8) {
          faults.add("at " + start + " piece " + piece + " is like its own by " + likeness);
        }
      }
    }
    return faults;
  }

  private static double loudness(float[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / (to - from));
  }
}
