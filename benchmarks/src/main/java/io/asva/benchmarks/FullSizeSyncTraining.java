package io.asva.benchmarks;

import io.asva.audio.MelSpectrogram;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.sync.training.ContrastiveLoss;
import io.asva.training.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The training of the sync classifier at its published widths. */
final class FullSizeSyncTraining extends RandomTraining<FullSizeSyncTraining.Clips> {
  /** One video, three clips of it, at the published size. */
  static final ContrastiveLoss.Geometry GEOMETRY =
      new ContrastiveLoss.Geometry(1, 3, FullSize.FRAMES, FullSizeSync.PIXELS, FullSizeSync.PIXELS);

  private static final int VIDEOS = 2;

  private final int videos;

  /** One video's clips. */
  record Clips(FloatTensor audio, FloatTensor video) {}

  /** Opens the classifier; {@code seen} is given each step's inputs. */
  FullSizeSyncTraining(ContrastiveLoss.Geometry geometry, Consumer<Map<String, Tensor>> seen) {
    super(
        ContrastiveLoss.graph(
            ContrastiveLoss.Widths.published(),
            geometry,
            ContrastiveLoss.PUBLISHED_TEMPERATURE,
            WeightCatalogue.of(FullSizeSync.weights())),
        FullSizeSync.weights(),
        examples(geometry),
        seen);
    this.videos = geometry.videos();
  }

  private static List<Clips> examples(ContrastiveLoss.Geometry geometry) {
    List<Clips> examples = new ArrayList<>();
    for (int i = 0; i < VIDEOS * geometry.videos(); i++) {
      FloatTensor audio =
          FullSize.random(2L * i, geometry.clips(), 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
      FloatTensor video =
          FullSize.random(
              2L * i + 1,
              geometry.clips(),
              geometry.frames(),
              3,
              geometry.height(),
              geometry.width());
      spread(audio);
      spread(video);
      examples.add(new Clips(audio, video));
    }
    return examples;
  }

  /**
   * Makes each clip stronger than the one before. Clips of noise look alike to networks that
   * average over them, and gradients would hang on the rounding of scores that are nearly the same.
   */
  private static void spread(FloatTensor clips) {
    float[] values = clips.values();
    int length = values.length / clips.shape().dim(0);
    for (int i = 0; i < values.length; i++) {
      int clip = i / length;
      values[i] *= 1 + clip;
    }
  }

  @Override
  Map<String, Tensor> inputs(Batch<Clips> batch, CounterRandom random) {
    return Map.of("audio", stacked(batch, Clips::audio), "video", stacked(batch, Clips::video));
  }

  @Override
  double learningRate() {
    return 2e-4;
  }

  @Override
  int batchSize() {
    return videos;
  }
}
