package io.asva.sync.internal;

import static java.util.Objects.requireNonNull;

import io.asva.audio.AudioException;
import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.image.FramePreset;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.Audio;
import io.asva.media.AudioSource;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Image;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.Protocol;
import io.asva.media.Shortfall;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import io.asva.sync.SyncException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the clips that sources name, as the reference's pair script cuts them.
 *
 * @param protocol how a video's audio is read
 * @param whenShort what is done about a video that ends before its clip
 */
public record ClipInputs(Protocol protocol, WhenShort whenShort, MediaLimits limits) {
  private static final ClipSampling SAMPLING = ClipSampling.STANDARD;

  /**
   * Audio as the network takes it.
   *
   * @param mel (1, 128, 204)
   * @param notes what a user should know
   */
  record Heard(FloatTensor mel, List<MediaNote> notes) {}

  /**
   * Frames of a clip, as the networks take them.
   *
   * @param frames (1, 3, 224, 224), as many as a clip has; a repeated one is the same object
   * @param size of the images that they were
   * @param notes what a user should know
   */
  record Seen(List<FloatTensor> frames, Size size, List<MediaNote> notes) {}

  /** Width and height of an image. */
  record Size(int width, int height) {
    static Size of(Image image) {
      return new Size(image.width(), image.height());
    }

    @Override
    public String toString() {
      return width + "x" + height;
    }
  }

  /** Looks at a file. */
  MediaFile open(Path file) {
    return MediaFile.open(file, limits);
  }

  Heard hear(AudioSource source) {
    if (source instanceof AudioSource.Memory memory) {
      return heard(
          "The audio", memory.audio().between(memory.start(), memory.start() + SAMPLING.seconds()));
    }
    AudioSource.File file = (AudioSource.File) source;
    MediaFile media = open(file.path());
    // The original's script reads blocks of an mp4 file, and other files to the sample.
    boolean blocks = protocol == Protocol.REFERENCE && file.path().toString().endsWith(".mp4");
    Protocol reading = blocks ? Protocol.REFERENCE : Protocol.CORRECTED;
    List<MediaNote> notes = new ArrayList<>();
    Audio audio = new ClipReader(media, SAMPLING, reading).audio(file.start(), notes::add);
    return heard(file.path().toString(), audio, notes);
  }

  /** The spectrogram of a clip's audio. */
  static Heard heard(String what, Audio audio) {
    return heard(what, audio, List.of());
  }

  /** The spectrogram of a clip's audio, with what was done to it. */
  static Heard heard(String what, Audio audio, List<MediaNote> done) {
    FloatTensor waveform = Resampler.of(audio.rate(), MelSpectrogram.RATE).resample(audio.tensor());
    List<MediaNote> notes = new ArrayList<>(done);
    if (Shortfall.isWorthANote(audio.seconds(), SAMPLING.seconds())) {
      notes.add(
          new MediaNote(
              MediaNote.Kind.AUDIO_ENDS,
              String.format(
                  Locale.ROOT,
                  "%s has %.2f of the clip's %.2f s; the rest of its spectrogram is blank.",
                  what,
                  audio.seconds(),
                  SAMPLING.seconds())));
    }
    try {
      return new Heard(MelSpectrogram.of(waveform), notes);
    } catch (AudioException e) {
      throw new SyncException(what + ": " + e.getMessage(), e);
    }
  }

  /** The frames of a clip, each made small as it is decoded. */
  Seen see(VideoSource source, Cancellation cancellation) {
    if (source instanceof VideoSource.Memory memory) {
      return ofMemory(memory);
    }
    VideoSource.File file = (VideoSource.File) source;
    ClipReader reader = new ClipReader(open(file.path()), SAMPLING, protocol);
    List<Size> sizes = new ArrayList<>();
    List<MediaNote> notes = new ArrayList<>();
    List<FloatTensor> frames =
        reader.framesOfPair(
            file.start(),
            whenShort,
            image -> {
              cancellation.check("reading frames");
              sizes.add(Size.of(image));
              return FrameReading.prepared(image, FramePreset.CLIP);
            },
            notes::add);
    return new Seen(frames, sizes.get(0), notes);
  }

  private Seen ofMemory(VideoSource.Memory memory) {
    Video video = memory.video();
    try {
      int[] chosen =
          SAMPLING.select(
              video.times(), 1 / video.fps(), memory.start(), Protocol.CORRECTED, whenShort);
      Map<Integer, FloatTensor> prepared = new HashMap<>();
      for (int index : chosen) {
        prepared.computeIfAbsent(
            index, i -> FrameReading.prepared(video.frames().get(i), FramePreset.CLIP));
      }
      List<FloatTensor> frames =
          Arrays.stream(chosen).mapToObj(i -> requireNonNull(prepared.get(i))).toList();
      return new Seen(frames, Size.of(video.frames().get(0)), notes("The video", chosen));
    } catch (MediaException e) {
      throw new MediaException("The frames in memory: " + e.getMessage(), e);
    }
  }

  /** The texts of notes. */
  static List<String> texts(List<MediaNote> notes) {
    return notes.stream().map(MediaNote::text).toList();
  }

  private static List<MediaNote> notes(String what, int[] frames) {
    int last = frames.length - 1;
    int distinct = last;
    while (distinct > 0 && frames[distinct - 1] == frames[last]) {
      distinct--;
    }
    int repeated = last - distinct;
    return repeated == 0
        ? List.of()
        : List.of(
            new MediaNote(
                MediaNote.Kind.LAST_FRAME_REPEATED,
                what
                    + " ends before the clip: its last frame stands for the "
                    + repeated
                    + " that are missing."));
  }
}
