package io.asva.examples.training.causes;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.SegmentMask;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.drawn.TimingTrial;
import io.asva.media.Image;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Guesses how far the thing is from its rest from the audio encoder's tokens alone, by {@link
 * KernelRidge}, and draws clips by the guesses: what a denoiser loses that draws perfectly and
 * hears no better. Of the tokens, those are taken that the frame attends to, then one or two
 * columns more on either side, and all rows' mean of each column.
 *
 * <p>A regression learns from a few hundred sounds of each category, a denoiser from all of
 * training: the figure says what can be heard at least.
 */
final class Hearing {
  private static final int AUDIOS = 120;
  private static final long SEED = 500_000;
  private static final double FPS = TimingTrial.FRAMES / TimingTrial.SECONDS;
  private static final int[] MORE = {0, 1, 2};
  private static final int[][] COLUMNS = columns();

  private final Subject subject;
  private final AudioEncoder encoder;

  private Hearing(Subject subject, AudioEncoder encoder) {
    this.subject = subject;
    this.encoder = encoder;
  }

  static void run(Subject subject, Consumer<Finding> found) {
    ImageBindAudio network =
        ImageBindAudio.open(Weights.open(subject.folder().audioEncoder()), subject.device());
    try (AudioEncoder encoder = AudioEncoder.of(network)) {
      Hearing hearing = new Hearing(subject, encoder);
      for (int more : MORE) {
        found.accept(hearing.with(more));
      }
    }
  }

  /** The first and the last column that each frame attends to. */
  private static int[][] columns() {
    var mask = SegmentMask.of(TimingTrial.FRAMES).columns();
    int[][] columns = new int[TimingTrial.FRAMES][2];
    int width = mask.shape().dim(1);
    for (int frame = 0; frame < columns.length; frame++) {
      columns[frame][0] = width;
      for (int c = 0; c < width; c++) {
        if (mask.values()[frame * width + c] != 0) {
          columns[frame][0] = Math.min(columns[frame][0], c);
          columns[frame][1] = c;
        }
      }
    }
    return columns;
  }

  private Finding with(int more) {
    Map<DrawnCategory, KernelRidge> guesses = new EnumMap<>(DrawnCategory.class);
    List<Likeness> all = new ArrayList<>();
    double squares = 0;
    int frames = 0;
    for (DrawnScene scene : subject.scenes()) {
      KernelRidge ridge = guesses.computeIfAbsent(scene.category(), c -> learnt(c, more));
      FloatTensor tokens = tokens(scene);
      List<Image> images = new ArrayList<>();
      images.add(scene.still(subject.size(), subject.size()));
      for (int k = 1; k < TimingTrial.FRAMES; k++) {
        double guess = Math.max(-0.5, Math.min(1, ridge.guess(features(tokens, k, more))));
        squares += Math.pow(guess - scene.motion(k / FPS), 2);
        frames++;
        images.add(scene.at(guess, subject.size(), subject.size()));
      }
      all.add(Likeness.of(scene, new Video(images, FPS)));
    }
    Map<String, Double> others = new LinkedHashMap<>();
    others.put("root of the motion's mean squared error", Math.sqrt(squares / frames));
    return new Finding(
        Cause.HEARING,
        "drawn by what is heard in a frame's columns of tokens"
            + (more == 0 ? "" : " and " + more + " more on either side"),
        Likeness.of(all),
        others);
  }

  private KernelRidge learnt(DrawnCategory category, int more) {
    List<float[]> features = new ArrayList<>();
    List<Double> motions = new ArrayList<>();
    for (int i = 0; i < AUDIOS; i++) {
      subject.cancellation().check("listening");
      DrawnScene scene =
          DrawnScene.single(subject.edition(), SEED + i, category, TimingTrial.SECONDS);
      FloatTensor tokens = tokens(scene);
      for (int k = 1; k < TimingTrial.FRAMES; k++) {
        features.add(features(tokens, k, more));
        motions.add(scene.motion(k / FPS));
      }
    }
    return KernelRidge.learnt(features, motions);
  }

  private FloatTensor tokens(DrawnScene scene) {
    return encoder.tokens(
        MelSpectrogram.of(scene.audio(Demo.RATE).tensor()), subject.cancellation());
  }

  /** The means over the rows of the columns around a frame's; nothing beyond the first and last. */
  private static float[] features(FloatTensor tokens, int frame, int more) {
    int channels = tokens.shape().dim(2);
    int columns = SegmentMask.of(1).columns().shape().dim(1);
    int rows = (AudioEncoder.TOKENS - 1) / columns;
    int from = COLUMNS[frame][0] - more;
    int to = COLUMNS[frame][1] + more;
    float[] features = new float[(to - from + 1) * channels];
    for (int c = Math.max(from, 0); c <= Math.min(to, columns - 1); c++) {
      for (int row = 0; row < rows; row++) {
        int token = 1 + row * columns + c;
        for (int i = 0; i < channels; i++) {
          features[(c - from) * channels + i] += tokens.values()[token * channels + i] / rows;
        }
      }
    }
    return features;
  }
}
