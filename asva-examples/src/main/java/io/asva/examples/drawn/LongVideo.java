package io.asva.examples.drawn;

import io.asva.examples.drawn.internal.Draws;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Figures of a video of several windows, beside the drawn video of its image and audio, and beside
 * single clips of its audio's parts.
 *
 * @param agreement mean over spans of 2 s of the motion's correlation with the drawn one's
 * @param leastAgreement the least of them
 * @param singleAgreement the mean of the single clips'
 * @param seam the largest difference of two frames next to each other where a window begins or
 *     ends, over the pixels that move, 0 to 255
 * @param drawnStep the difference below which 95 % of the drawn video's are
 * @param colourDrift by how much the mean colour of the last second differs from that of the first,
 *     less that of the drawn video, 0 to 255
 * @param sharpness of the last second as a share of that of the first, over the same of the drawn
 *     video
 */
public record LongVideo(
    double agreement,
    double leastAgreement,
    double singleAgreement,
    double seam,
    double drawnStep,
    double colourDrift,
    double sharpness) {
  /** The figures by name, in the order in which they are told. */
  public static final Map<String, ToDoubleFunction<LongVideo>> NAMES = names();

  private static final double SHARE = 0.95;

  /** Random scenes to try long videos with, the edition's categories taking turns. */
  public static List<DrawnScene> scenes(Edition edition, long seed, int count, double seconds) {
    Draws seeds = Draws.of(seed, "long");
    List<DrawnCategory> categories = edition.categories();
    List<DrawnScene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DrawnCategory category = categories.get(i % categories.size());
      scenes.add(DrawnScene.single(edition, seeds.bits(), category, seconds));
    }
    return scenes;
  }

  /**
   * Looks at a video.
   *
   * @param video of the scene's whole audio
   * @param single clips of each span of 2 s
   * @param starts the frames that the video's windows begin at
   */
  public static LongVideo of(
      DrawnScene scene, Video video, List<Video> single, List<Integer> starts) {
    int count = video.frames().size();
    Video drawn = scene.clip(0, count, video.fps(), video.width(), video.height());
    BitSet moving = MotionAgreement.movingPixels(drawn);
    List<Double> whole = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    int span = TimingTrial.FRAMES;
    for (int i = 0; i < single.size(); i++) {
      double[] truth = span(drawn, i * span, moving);
      if (Arrays.stream(truth).distinct().count() > 1) {
        whole.add(MotionAgreement.correlation(span(video, i * span, moving), truth));
        alone.add(MotionAgreement.correlation(curve(single.get(i), drawn, moving), truth));
      }
    }
    int second = (int) Math.round(video.fps());
    return new LongVideo(
        mean(whole),
        whole.stream().mapToDouble(a -> a).min().orElse(0),
        mean(alone),
        seam(video, starts, moving),
        percentile(steps(drawn, moving)),
        Math.abs(
            colour(video, count - second)
                - colour(video, 0)
                - (colour(drawn, count - second) - colour(drawn, 0))),
        sharpness(video, count - second, second)
            / sharpness(video, 0, second)
            / (sharpness(drawn, count - second, second) / sharpness(drawn, 0, second)));
  }

  private static Map<String, ToDoubleFunction<LongVideo>> names() {
    Map<String, ToDoubleFunction<LongVideo>> names = new LinkedHashMap<>();
    names.put("agreement", LongVideo::agreement);
    names.put("agreement_least", LongVideo::leastAgreement);
    names.put("agreement_single_clips", LongVideo::singleAgreement);
    names.put("seam", LongVideo::seam);
    names.put("drawn_step_95", LongVideo::drawnStep);
    names.put("colour_drift", LongVideo::colourDrift);
    names.put("sharpness", LongVideo::sharpness);
    return names;
  }

  /** How much each frame of a span differs from the image at rest. */
  private static double[] span(Video video, int from, BitSet pixels) {
    List<Image> frames = new ArrayList<>(List.of(video.frames().get(0)));
    frames.addAll(video.frames().subList(from, from + TimingTrial.FRAMES));
    return MotionAgreement.curve(new Video(frames, video.fps()), pixels);
  }

  /** The same of a clip that is no part of a longer one. */
  private static double[] curve(Video clip, Video drawn, BitSet pixels) {
    List<Image> frames = new ArrayList<>(List.of(clip.frames().get(0)));
    frames.addAll(clip.frames());
    return MotionAgreement.curve(new Video(frames, drawn.fps()), pixels);
  }

  private static double[] steps(Video video, BitSet pixels) {
    double[] steps = new double[video.frames().size() - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = step(video, i, pixels);
    }
    return steps;
  }

  private static double step(Video video, int from, BitSet pixels) {
    return MotionAgreement.curve(
        new Video(video.frames().subList(from, from + 2), video.fps()), pixels)[0];
  }

  private static double seam(Video video, List<Integer> starts, BitSet pixels) {
    double largest = 0;
    for (int i = 1; i < starts.size(); i++) {
      largest = Math.max(largest, step(video, starts.get(i), pixels));
      int end = starts.get(i - 1) + TimingTrial.FRAMES - 1;
      if (end + 1 < video.frames().size()) {
        largest = Math.max(largest, step(video, end, pixels));
      }
    }
    return largest;
  }

  private static double percentile(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(SHARE * (sorted.length - 1))];
  }

  private static double colour(Video video, int from) {
    int second = (int) Math.round(video.fps());
    double sum = 0;
    for (Image frame : video.frames().subList(from, from + second)) {
      long values = 0;
      for (byte value : frame.rgb()) {
        values += value & 0xFF;
      }
      sum += (double) values / frame.rgb().length;
    }
    return sum / second;
  }

  /** The mean absolute difference of pixels beside each other. */
  private static double sharpness(Video video, int from, int frames) {
    double sum = 0;
    for (Image frame : video.frames().subList(from, from + frames)) {
      long differences = 0;
      for (int i = 3; i < frame.rgb().length; i++) {
        differences += Math.abs((frame.rgb()[i] & 0xFF) - (frame.rgb()[i - 3] & 0xFF));
      }
      sum += (double) differences / frame.rgb().length;
    }
    return sum / frames;
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(v -> v).average().orElse(0);
  }
}
