package io.asva.metrics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.image.FramePreset;
import io.asva.core.image.ImageFit;
import io.asva.core.image.Pixels;
import io.asva.core.runtime.Device;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.media.Audio;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.ClipSampling.WhenShort;
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.Video;
import io.asva.media.dataset.Dataset;
import io.asva.metrics.Summary;
import io.asva.metrics.avalign.AvAlign;
import io.asva.metrics.fid.BatchStatistics;
import io.asva.metrics.fid.FidFeatures;
import io.asva.metrics.frechet.FrechetDistance;
import io.asva.metrics.fvd.FvdFeatures;
import io.asva.metrics.result.ClipMetric;
import io.asva.metrics.result.EvaluationResultBuilder.ClipRecords;
import io.asva.metrics.result.SetMetric;
import io.asva.metrics.similarity.FrameSimilarity;
import io.asva.metrics.similarity.ImageBindEmbeddings;
import io.asva.sync.AlignSync;
import io.asva.sync.RelSync;
import io.asva.sync.SyncScorer;
import io.asva.training.torchscript.LibTorch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All figures of a small data set against the single metrics, put together by hand. */
class DatasetEvaluationTest {
  private static final int CLIPS = 2;
  private static final int HEIGHT = 40;
  private static final int WIDTH = 60;
  private static final List<String> SORTED =
      List.of("ant_walking/c", "bell_ringing/a", "bell_ringing/b");
  private static final Cancellation NONE = new Cancellation();

  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  @BeforeAll
  static void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    LibTorch.setThreads(1);
    EvaluationSamples.models(folder.resolve("root"));
    EvaluationSamples.dataset(folder.resolve("root/datasets/Drawn"));
    EvaluationSamples.generated(folder.resolve("made"), CLIPS);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void figuresAreThoseOfTheSingleMetrics(Protocol protocol) {
    Set<EvaluationMetric> metrics = EnumSet.allOf(EvaluationMetric.class);
    if (protocol == Protocol.CORRECTED) {
      metrics.remove(EvaluationMetric.FID); // its comparison takes long; see the test below
    }
    Evaluation evaluation =
        DatasetEvaluation.builder()
            .dataset(Dataset.open(folder.resolve("root/datasets/Drawn")))
            .generated(folder.resolve("made"))
            .models(folder.resolve("root"))
            .metrics(metrics)
            .protocol(protocol)
            .size(HEIGHT, WIDTH)
            .clipsPerVideo(CLIPS)
            .records(ClipRecords.KEPT)
            .device(Device.cpu())
            .build()
            .run();
    ByHand expected = byHand(protocol);
    Map<SetMetric, Double> distances = evaluation.result().distances();
    assertThat(distances.get(SetMetric.FVD)).isEqualTo(expected.fvd, within(1e-9 * expected.fvd));
    if (metrics.contains(EvaluationMetric.FID)) {
      double fid = distance(expected.realFid, expected.madeFid);
      assertThat(distances.get(SetMetric.FID)).isEqualTo(fid, within(1e-6 * fid));
    }
    assertThat(evaluation.result().clips()).isEqualTo(expected.clips);
    assertThat(evaluation.result().clips().keySet()).first().isEqualTo("ant_walking/c_clip-00.mp4");
    for (ClipMetric metric : ClipMetric.values()) {
      List<Double> scores = expected.clips.values().stream().map(m -> m.get(metric)).toList();
      assertThat(evaluation.result().summaries()).containsEntry(metric, Summary.of(scores));
      assertThat(new HashSet<>(scores)).as(metric.key()).hasSizeGreaterThan(2);
    }
    assertThat(evaluation.notes()).isEmpty();
    assertThat(evaluation.clips()).extracting(ScoredClip::category).startsWith("ant_walking");
  }

  @Test
  void theCorrectedProtocolNormalisesFramesByTrainedStatistics() {
    EvaluationModels models = EvaluationModels.of(folder.resolve("root"));
    EvaluationSettings settings =
        new EvaluationSettings(
            Set.of(EvaluationMetric.FID),
            Protocol.CORRECTED,
            HEIGHT,
            WIDTH,
            ClipSampling.STANDARD,
            1,
            BadFiles.FAIL,
            MediaLimits.DEFAULT);
    Path file = folder.resolve("made/ant_walking/c_clip-00.mp4");
    LoadedClip clip = new ClipLoader(settings).load(file, 0, false);
    try (EvaluationNetworks networks = new EvaluationNetworks(settings, models, Device.cpu());
        FidFeatures fid =
            FidFeatures.open(
                Weights.open(models.inception()), BatchStatistics.TRAINED, Device.cpu())) {
      FloatTensor second = clip.planes().row(1);
      assertThat(networks.made(clip, "", NONE).features(Features.FID).row(0).values())
          .isEqualTo(fid.extract(FramePreset.FID.apply(second), NONE).values());
    }
  }

  /**
   * The distance by the features themselves: the trace of the root of the covariances' product is
   * the sum of the singular values of one set's features times the other's.
   */
  private static double distance(FloatTensor a, FloatTensor b) {
    DMatrixRMaj first = new DMatrixRMaj();
    DMatrixRMaj second = new DMatrixRMaj();
    double distance = centre(a, b, first) + centre(b, a, second);
    DMatrixRMaj product = new DMatrixRMaj();
    CommonOps_DDRM.multTransB(first, second, product);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(false, false, true);
    assertThat(svd.decompose(product)).isTrue();
    return distance - 2 * Arrays.stream(svd.getSingularValues()).sum();
  }

  /** Centred rows over the root of their number less one; half the means' distance and a trace. */
  private static double centre(FloatTensor features, FloatTensor other, DMatrixRMaj into) {
    int rows = features.shape().dim(0);
    int columns = features.shape().dim(1);
    into.reshape(rows, columns);
    double sum = 0;
    for (int c = 0; c < columns; c++) {
      double mean = mean(features, c);
      sum += Math.pow(mean - mean(other, c), 2) / 2;
      for (int r = 0; r < rows; r++) {
        double value = (features.values()[r * columns + c] - mean) / Math.sqrt(rows - 1);
        into.set(r, c, value);
        sum += value * value;
      }
    }
    return sum;
  }

  private static double mean(FloatTensor features, int column) {
    double sum = 0;
    for (int i = column; i < features.values().length; i += features.shape().dim(1)) {
      sum += features.values()[i];
    }
    return sum / features.shape().dim(0);
  }

  private record ByHand(
      FloatTensor realFid,
      FloatTensor madeFid,
      double fvd,
      Map<String, Map<ClipMetric, Double>> clips) {}

  private static ByHand byHand(Protocol protocol) {
    boolean reference = protocol == Protocol.REFERENCE;
    // The reference's categories stay in the order of the list: bell, ant, bell.
    List<String> texts =
        reference
            ? List.of("bell_ringing", "ant_walking", "bell_ringing")
            : List.of("an ant walks", "ringing of a bell", "ringing of a bell");
    EvaluationModels models = EvaluationModels.of(folder.resolve("root"));
    BatchStatistics statistics = reference ? BatchStatistics.OF_THE_BATCH : BatchStatistics.TRAINED;
    Map<String, Map<ClipMetric, Double>> clips = new LinkedHashMap<>();
    List<FloatTensor> realFid = new ArrayList<>();
    List<FloatTensor> madeFid = new ArrayList<>();
    List<FloatTensor> realFvd = new ArrayList<>();
    List<FloatTensor> madeFvd = new ArrayList<>();
    try (FidFeatures fid =
            FidFeatures.open(Weights.open(models.inception()), statistics, Device.cpu());
        FvdFeatures fvd = FvdFeatures.open(models.i3d());
        ImageBindEmbeddings bind =
            ImageBindEmbeddings.open(
                Weights.open(models.imageBind()),
                BpeTokenizer.read(models.tokenizer()),
                Device.cpu());
        SyncScorer scorer =
            SyncScorer.builder().models(models.classifier()).device(Device.cpu()).build()) {
      for (int v = 0; v < SORTED.size(); v++) {
        Path real = folder.resolve("root/datasets/Drawn/videos").resolve(SORTED.get(v) + ".mp4");
        double last = MediaFile.open(real).seconds() - 2;
        List<Clip> reals = List.of(new Clip(real, 0, protocol), new Clip(real, last, protocol));
        FloatTensor planes = FloatTensor.concat(reals.stream().map(Clip::planes).toList());
        FloatTensor features = fid.extract(FramePreset.FID.apply(planes), NONE);
        for (int i = 0; i < CLIPS; i++) {
          String path = SORTED.get(v) + "_clip-0" + i + ".mp4";
          Path file = folder.resolve("made").resolve(path);
          Clip made = new Clip(file, (MediaFile.open(file).seconds() - 2) / 2, protocol);
          FloatTensor madeFeatures = fid.extract(FramePreset.FID.apply(made.planes()), NONE);
          for (int frame = 1; frame < 12; frame++) {
            realFid.add(features.row(12 * i + frame));
            madeFid.add(madeFeatures.row(frame));
          }
          realFvd.add(fvd.extract(FramePreset.FVD.apply(reals.get(i).planes()), NONE));
          madeFvd.add(fvd.extract(FramePreset.FVD.apply(made.planes()), NONE));
          FrameSimilarity ia = made.similarity(bind, made.audio(bind));
          FrameSimilarity it = made.similarity(bind, bind.text(texts.get(v), NONE));
          double first = reals.get(i).similarity(bind, reals.get(i).audio(bind)).first();
          RelSync rel = RelSync.of(reals.get(i).score(scorer), made.score(scorer));
          double align = AlignSync.of(rel, first, ia.afterFirst()).value();
          Video video = new Video(made.images, 6);
          clips.put(
              path,
              Map.of(
                  ClipMetric.IA,
                  ia.mean(),
                  ClipMetric.IT,
                  it.mean(),
                  ClipMetric.REL_SYNC,
                  rel.value(),
                  ClipMetric.ALIGN_SYNC,
                  align,
                  ClipMetric.AV_ALIGN,
                  AvAlign.measure(made.audio, video, NONE).score().orElseThrow()));
        }
      }
    }
    return new ByHand(
        FloatTensor.concat(realFid),
        FloatTensor.concat(madeFid),
        FrechetDistance.between(FloatTensor.concat(realFvd), FloatTensor.concat(madeFvd)),
        clips);
  }

  /** A clip read and prepared by the single steps. */
  private static final class Clip {
    final List<Image> images;
    final Audio audio;

    Clip(Path file, double start, Protocol protocol) {
      ClipReader reader = new ClipReader(MediaFile.open(file), ClipSampling.STANDARD, protocol);
      images = reader.frames(start, WhenShort.REPEAT_LAST);
      audio = reader.audio(start);
    }

    FloatTensor planes() {
      return FloatTensor.concat(
          images.stream()
              .map(p -> ImageFit.fit(Pixels.toPlanes(p.tensor()), HEIGHT, WIDTH))
              .map(p -> p.reshape(1, 3, HEIGHT, WIDTH))
              .toList());
    }

    FloatTensor mel() {
      return MelSpectrogram.of(Resampler.of(audio.rate(), 16000).resample(audio.tensor()));
    }

    FloatTensor audio(ImageBindEmbeddings bind) {
      return bind.audio(mel().reshape(1, 1, 128, 204), NONE);
    }

    FrameSimilarity similarity(ImageBindEmbeddings bind, FloatTensor other) {
      return FrameSimilarity.of(bind.frames(FramePreset.CLIP.apply(planes()), NONE), other);
    }

    double score(SyncScorer scorer) {
      return scorer
          .score(
              scorer.embedSpectrogram(mel(), NONE),
              scorer.embedFrames(FramePreset.CLIP.apply(planes()), NONE))
          .value();
    }
  }
}
