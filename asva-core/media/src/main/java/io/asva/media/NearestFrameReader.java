package io.asva.media;

import io.asva.media.ClipReader.NearestFrames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the frames nearest in time to the slots of several clips, in two passes: the times of all
 * frames around the clips, then the chosen frames.
 *
 * @param file the video
 * @param sampling the shape of a clip
 * @param protocol whether the original's slips are reproduced
 * @param starts where the clips begin, in seconds, rising
 * @param goOn is asked at every frame, and throws what stops the work
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one reading; nothing compares it
record NearestFrameReader(
    MediaFile file, ClipSampling sampling, Protocol protocol, double[] starts, Runnable goOn) {

  <T> NearestFrames<T> read(Function<VideoFrames, T> take, Consumer<MediaNote> notes) {
    boolean original = protocol == Protocol.REFERENCE;
    double period = original ? Double.POSITIVE_INFINITY : file.framePeriod();
    double[] times = times();
    int[][] chosen = sampling.nearest(times, period, starts);
    if (!original) {
      tellHeld(times, chosen, notes);
    }
    TreeSet<Integer> wanted = new TreeSet<>();
    Arrays.stream(chosen).flatMapToInt(Arrays::stream).forEach(wanted::add);
    Map<Integer, T> made = new HashMap<>();
    try (VideoFrames frames = frames()) {
      for (int i = 0; i <= wanted.last() && frames.next(); i++) {
        goOn.run();
        if (wanted.contains(i)) {
          made.put(i, take.apply(frames));
        }
      }
    }
    return new NearestFrames<>(chosen, made);
  }

  /** Tells where frames of clips had to stand for others. */
  private void tellHeld(double[] times, int[][] chosen, Consumer<MediaNote> notes) {
    FrameRule rule = new FrameRule(file.framePeriod());
    for (int clip = 0; clip < starts.length; clip++) {
      HeldFrames held = new HeldFrames(file.path());
      for (int slot = 0; slot < chosen[clip].length; slot++) {
        int index = chosen[clip][slot];
        double due = sampling.due(starts[clip], slot);
        boolean fresh = slot == 0 || index != chosen[clip][slot - 1];
        boolean followed = index + 1 < times.length;
        boolean there = followed || rule.lasts(times[index], due);
        held.slot(fresh, times[index], due, there, followed);
      }
      held.tell(notes);
    }
  }

  private VideoFrames frames() {
    return protocol == Protocol.REFERENCE
        ? file.frames(starts[0], protocol)
        : file.framesOnScreen(starts[0]);
  }

  private double[] times() {
    double to = starts[starts.length - 1] + sampling.seconds();
    List<Double> times = new ArrayList<>();
    try (VideoFrames frames = frames()) {
      while (frames.next()) {
        goOn.run();
        times.add(frames.time().roundedSeconds());
        if (times.get(times.size() - 1) > to) {
          break;
        }
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
