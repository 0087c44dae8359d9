package io.asva.metrics.evaluation;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.media.Image;
import io.asva.media.Protocol;
import io.asva.media.Video;
import io.asva.metrics.avalign.AvAlign;
import io.asva.metrics.fid.BatchStatistics;
import io.asva.metrics.fid.FidFeatures;
import io.asva.metrics.frechet.FrechetDistance;
import io.asva.metrics.fvd.FvdFeatures;
import io.asva.metrics.similarity.FrameSimilarity;
import io.asva.metrics.similarity.ImageBindEmbeddings;
import io.asva.sync.SyncScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The networks that an evaluation needs, and what they make of clips. */
final class EvaluationNetworks implements AutoCloseable {
  private final EvaluationSettings settings;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, FloatTensor> texts = new HashMap<>();
  private final @Nullable FidFeatures inception;
  private final @Nullable FvdFeatures i3d;
  private final @Nullable ImageBindEmbeddings imageBind;
  private final @Nullable SyncScorer classifier;

  /** Opens what is needed; if that fails, nothing stays open. */
  EvaluationNetworks(EvaluationSettings settings, EvaluationModels models, Device device) {
    this.settings = settings;
    try {
      if (settings.wants(EvaluationMetric.AV_ALIGN)) {
        Image black = new Image(32, 32, new byte[32 * 32 * 3]);
        AvAlign.motion(List.of(black, black), new Cancellation()); // is OpenCV there?
      }
      if (settings.wants(EvaluationMetric.FID) || settings.wants(EvaluationMetric.FVD)) {
        FrechetDistance.require();
      }
      BatchStatistics statistics =
          settings.protocol() == Protocol.REFERENCE
              ? BatchStatistics.OF_THE_BATCH
              : BatchStatistics.TRAINED;
      inception =
          open(
              EvaluationMetric.FID,
              () -> FidFeatures.open(Weights.open(models.inception()), statistics, device));
      i3d = open(EvaluationMetric.FVD, () -> FvdFeatures.open(models.i3d()));
      imageBind =
          open(
              EvaluationMetric.CLIPSIM,
              () ->
                  ImageBindEmbeddings.open(
                      Weights.open(models.imageBind()),
                      BpeTokenizer.read(models.tokenizer()),
                      device));
      classifier =
          open(
              EvaluationMetric.RELSYNC,
              () -> SyncScorer.builder().models(models.classifier()).device(device).build());
    } catch (RuntimeException | Error e) {
      try {
        close();
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private <T extends AutoCloseable> @Nullable T open(EvaluationMetric metric, Supplier<T> opening) {
    if (!settings.wants(metric)) {
      return null;
    }
    T network = opening.get();
    opened.add(network);
    return network;
  }

  /** Computes the features of the clips of one real video. */
  Features real(List<LoadedClip> clips, Cancellation cancellation) {
    Features features = new Features();
    List<FloatTensor> planes = clips.stream().map(LoadedClip::planes).toList();
    if (inception != null) {
      features.put(Features.FID, fid(inception, FloatTensor.concat(planes), cancellation));
    }
    List<FloatTensor> fvd = new ArrayList<>();
    List<Double> cosines = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (LoadedClip clip : clips) {
      if (i3d != null) {
        fvd.add(i3d.extract(FramePreset.FVD.apply(clip.planes()), cancellation));
      }
      if (imageBind != null && settings.wants(EvaluationMetric.ALIGNSYNC)) {
        FloatTensor first = FramePreset.CLIP.apply(clip.planes().row(0));
        FloatTensor audio = audio(imageBind, clip, cancellation);
        cosines.add(FrameSimilarity.of(imageBind.frames(first, cancellation), audio).first());
      }
      if (classifier != null) {
        scores.add(score(classifier, clip, FramePreset.CLIP.apply(clip.planes()), cancellation));
      }
    }
    if (!fvd.isEmpty()) {
      features.put(Features.FVD, FloatTensor.concat(fvd));
    }
    features.put(Features.IA, cosines);
    features.put(Features.SCORE, scores);
    return features;
  }

  /** Computes the features of a generated clip; {@code text} may be empty. */
  Features made(LoadedClip clip, String text, Cancellation cancellation) {
    Features features = new Features();
    if (inception != null) {
      features.put(Features.FID, fid(inception, clip.planes(), cancellation));
    }
    if (i3d != null) {
      features.put(Features.FVD, i3d.extract(FramePreset.FVD.apply(clip.planes()), cancellation));
    }
    if (imageBind != null || classifier != null) {
      FloatTensor prepared = FramePreset.CLIP.apply(clip.planes());
      if (imageBind != null) {
        FloatTensor frames = imageBind.frames(prepared, cancellation);
        FloatTensor audio = audio(imageBind, clip, cancellation);
        features.put(Features.IA, FrameSimilarity.of(frames, audio).afterFirst());
        if (!text.isEmpty()) {
          FloatTensor words = text(imageBind, text, cancellation);
          features.put(Features.IT, FrameSimilarity.of(frames, words).afterFirst());
        }
      }
      if (classifier != null) {
        features.put(Features.SCORE, List.of(score(classifier, clip, prepared, cancellation)));
      }
    }
    if (settings.wants(EvaluationMetric.AV_ALIGN)) {
      Video video = new Video(clip.images(), settings.sampling().fps());
      AvAlign.Alignment alignment = AvAlign.measure(clip.requireAudio(), video, cancellation);
      features.put(Features.AV_ALIGN, alignment.score().stream().boxed().toList());
    }
    return features;
  }

  /** Features of the frames after the first of each clip; all are normalised together. */
  private FloatTensor fid(FidFeatures network, FloatTensor planes, Cancellation cancellation) {
    FloatTensor all = network.extract(FramePreset.FID.apply(planes), cancellation);
    int frames = settings.sampling().frames();
    List<FloatTensor> kept = new ArrayList<>();
    for (int i = 0; i < all.shape().dim(0); i++) {
      if (i % frames > 0) {
        kept.add(all.row(i));
      }
    }
    return FloatTensor.concat(kept);
  }

  private static FloatTensor audio(
      ImageBindEmbeddings network, LoadedClip clip, Cancellation cancellation) {
    FloatTensor mel = clip.requireMel();
    return network.audio(mel.reshape(1, 1, mel.shape().dim(-2), mel.shape().dim(-1)), cancellation);
  }

  private FloatTensor text(ImageBindEmbeddings network, String text, Cancellation cancellation) {
    FloatTensor known = texts.get(text);
    if (known == null) {
      known = network.text(text, cancellation);
      texts.put(text, known);
    }
    return known;
  }

  private static double score(
      SyncScorer network, LoadedClip clip, FloatTensor prepared, Cancellation cancellation) {
    return network
        .score(
            network.embedSpectrogram(clip.requireMel(), cancellation),
            network.embedFrames(prepared, cancellation))
        .value();
  }

  @Override
  public void close() {
    Closing.all(opened);
    opened.clear();
  }
}
