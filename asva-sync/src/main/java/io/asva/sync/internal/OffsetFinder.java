package io.asva.sync.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.ProgressMonitor;
import io.asva.core.image.FramePreset;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.AudioSource;
import io.asva.media.ClipSampling;
import io.asva.media.MediaFile;
import io.asva.media.MediaNote;
import io.asva.media.MediaNotes;
import io.asva.media.Protocol;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import io.asva.sync.OffsetSearch;
import io.asva.sync.SyncException;
import io.asva.sync.SyncOffset;
import io.asva.sync.network.Classifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the shift between audio and image: clips stay where they are and the audio moves, because
 * audio's embedding costs a small part of a clip's. Clips lie a multiple of the step apart, so that
 * they share audio clips.
 */
final class OffsetFinder {
  private static final double SECONDS = ClipSampling.STANDARD.seconds();

  private final Classifier classifier;
  private final ClipInputs inputs;
  private final OffsetSearch search;
  private final ProgressMonitor monitor;

  OffsetFinder(
      Classifier classifier, ClipInputs inputs, OffsetSearch search, ProgressMonitor monitor) {
    this.classifier = classifier;
    // The original has no such search, so there is no slip of its to reproduce.
    this.inputs = new ClipInputs(Protocol.CORRECTED, inputs.whenShort(), inputs.limits());
    this.search = search;
    this.monitor = monitor;
  }

  SyncOffset find(AudioSource audio, VideoSource video) {
    MediaNotes heardOf = new MediaNotes();
    MediaNotes seenOf = new MediaNotes();
    OffsetAudios audios = OffsetAudios.of(audio, inputs, heardOf);
    double audioStart = audio.start();
    double videoStart = video.start();
    double[] clips = clips(audios.seconds() - audioStart, seconds(video) - videoStart);
    double[] shifts = search.shifts();
    double range = shifts[shifts.length - 1];
    double[] sums = new double[shifts.length];
    Map<Integer, FloatTensor> heard = new HashMap<>();
    int total = clips.length * shifts.length;
    monitor.report("comparing", 0, total);
    for (int c = 0; c < clips.length; c++) {
      double[] begin = {videoStart + clips[c]};
      double around = audioStart + clips[c];
      audios.read(around - range, around + SECONDS + range);
      FloatTensor seen =
          classifier
              .videos(
                  FrameReading.nearest(
                      video, begin, FramePreset.SYNC_TRAIN, inputs, seenOf, monitor),
                  monitor.silent())
              .get(0);
      for (int i = 0; i < shifts.length; i++) {
        int from = (int) Math.rint((around + shifts[i]) * MelSpectrogram.RATE);
        FloatTensor embedding =
            heard.computeIfAbsent(
                from, f -> classifier.audio(MelSpectrogram.of(audios.cut(f, SECONDS)), monitor));
        sums[i] += classifier.head().score(embedding, seen, monitor);
        monitor.report("comparing", c * shifts.length + i + 1, total);
      }
    }
    int[] next = {0}; // SyncOffset asks for the shifts in the search's order
    List<MediaNote> notes = new ArrayList<>(heardOf.list());
    notes.addAll(seenOf.list());
    return SyncOffset.of(search, shift -> sums[next[0]++] / clips.length)
        .withNotes(ClipInputs.texts(notes));
  }

  /** Where clips begin, in seconds: every shift of the audio must lie inside it. */
  private double[] clips(double audioSeconds, double videoSeconds) {
    double range = search.shifts()[search.shifts().length - 1];
    double last = Math.min(videoSeconds, audioSeconds - range) - SECONDS;
    if (!(last >= range)) {
      throw new SyncException(
          String.format(
              Locale.ROOT,
              "Shifts of up to %.2f s need %.2f s of audio and %.2f s of video; found %.2f s and"
                  + " %.2f s. Search a smaller range.",
              range,
              SECONDS + 2 * range,
              SECONDS + range,
              Math.max(0, audioSeconds),
              Math.max(0, videoSeconds)));
    }
    int room = (int) Math.floor((last - range) / search.step() + 1e-9);
    List<Double> starts = new ArrayList<>();
    int before = -1;
    for (int i = 0; i < search.clips(); i++) {
      int at =
          search.clips() == 1
              ? room / 2
              : (int) Math.round((double) i * room / (search.clips() - 1));
      if (at != before) {
        starts.add(range + at * search.step());
      }
      before = at;
    }
    return starts.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double seconds(VideoSource source) {
    if (source instanceof VideoSource.Memory memory) {
      Video video = memory.video();
      return video.seconds();
    }
    MediaFile file = inputs.open(((VideoSource.File) source).path());
    file.requireVideoTrack();
    return file.imagesEnd();
  }
}
