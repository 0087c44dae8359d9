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
import io.asva.media.Image;
import io.asva.media.MediaFile;
import io.asva.media.Protocol;
import io.asva.media.dataset.Dataset;
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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.ffmpeg.global.swscale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole evaluation of stereo videos, of which one says that it is BT.709 and one that it is to be
 * turned, against what FFmpeg's own decoders and conversions give.
 */
class TaggedVideosTest {
  private static final int HEIGHT = 40;
  private static final int WIDTH = 60;
  private static final double EXACT = 1e-4;
  private static final Cancellation NONE = new Cancellation();

  // Sorted; the reference pairs them with the categories in the order of the list.
  private static final List<String> NAMES =
      List.of("ant_walking/bt709", "bell_ringing/plain", "bell_ringing/turned");
  private static final List<String> RAW = List.of("bell_ringing", "ant_walking", "bell_ringing");
  private static final List<String> TEXTS =
      List.of("an ant walks", "ringing of a bell", "ringing of a bell");

  @SuppressWarnings("NullAway.Init")
  private static Path folder;

  @BeforeAll
  static void write(@TempDir Path temporary) throws IOException {
    folder = temporary;
    LibTorch.setThreads(1);
    EvaluationSamples.smallModels(folder.resolve("root"));
    Path data = folder.resolve("root/datasets/Drawn");
    Path bt709 = EvaluationSamples.video(video("ant_walking/bt709"), 3, 3.4, 30, 2);
    EvaluationSamples.video(video("bell_ringing/plain"), 1, 3.1, 25, 2);
    Path turned = EvaluationSamples.video(video("bell_ringing/turned"), 2, 2.6, 12, 2);
    Files.write(bt709, asBt709(Files.readAllBytes(bt709)));
    Files.write(turned, asTurned(Files.readAllBytes(turned)));
    Files.writeString(
        data.resolve("test.txt"),
        "bell_ringing/plain.mp4\nant_walking/bt709.mp4\nbell_ringing/turned.mp4\n");
    Files.writeString(
        data.resolve("class_mapping.json"),
        "{\"bell_ringing\": \"ringing of a bell\", \"ant_walking\": \"an ant walks\"}");
    int seed = 10;
    for (String name : NAMES) {
      EvaluationSamples.video(made(name), seed++, 2, 6, 2);
    }
  }

  private static Path video(String name) {
    return folder.resolve("root/datasets/Drawn/videos").resolve(name + ".mp4");
  }

  private static Path made(String name) {
    return folder.resolve("made").resolve(name + "_clip-00.mp4");
  }

  /**
   * The bits of the H.264 stream that say: no special format, full range, BT.709's primaries and
   * curve, BT.601's matrix; with limited range and BT.709's matrix in their place.
   */
  private static byte[] asBt709(byte[] file) {
    int found = 0;
    long pattern = 0b101_1_1_00000001_00000001_00000110L;
    int length = 29;
    for (int at = 0; at + length <= 8 * file.length; at++) {
      if (bits(file, at, length) == pattern) {
        found++;
        file[(at + 3) / 8] ^= (byte) (0x80 >> (at + 3) % 8);
        for (int bit = 0; bit < 8; bit++) {
          if ((0b00000110 ^ 0b00000001) << 24 << bit < 0) {
            file[(at + 21 + bit) / 8] ^= (byte) (0x80 >> (at + 21 + bit) % 8);
          }
        }
      }
    }
    assertThat(found).isEqualTo(1);
    return file;
  }

  private static long bits(byte[] file, int at, int length) {
    long value = 0;
    for (int i = at; i < at + length; i++) {
      value = value << 1 | (file[i / 8] >> (7 - i % 8) & 1);
    }
    return value;
  }

  /** The first track's matrix in its header: a quarter turn clockwise. */
  private static byte[] asTurned(byte[] file) {
    int header = new String(file, StandardCharsets.ISO_8859_1).indexOf("tkhd");
    ByteBuffer.wrap(file)
        .position(header + 44)
        .putInt(0)
        .putInt(1 << 16)
        .putInt(0)
        .putInt(-1 << 16)
        .putInt(0);
    return file;
  }

  @Test
  void tagsAreThere() {
    MediaFile turned = MediaFile.open(video("bell_ringing/turned"));
    assertThat(turned.requireVideoTrack().rotation()).isEqualTo(90);
    assertThat(turned.requireVideoTrack().width()).isEqualTo(EvaluationSamples.HEIGHT);
    Path bt709 = video("ant_walking/bt709");
    assertThat(PlainReader.frames(bt709, swscale.SWS_CS_ITU709).get(0).image().rgb())
        .isNotEqualTo(PlainReader.frames(bt709, swscale.SWS_CS_ITU601).get(0).image().rgb());
  }

  @Test
  void theReferencesProtocolIgnoresThemAndTakesTheTrueChannels() {
    Evaluation evaluation = evaluate(Protocol.REFERENCE);
    ByHand expected = byHand(Protocol.REFERENCE);
    assertThat(evaluation.result().distances().get(SetMetric.FVD))
        .isEqualTo(expected.fvd(), within(EXACT * expected.fvd()));
    for (int i = 0; i < NAMES.size(); i++) {
      Map<ClipMetric, Double> scores =
          evaluation.result().clips().get(NAMES.get(i) + "_clip-00.mp4");
      assertThat(scores).isNotNull();
      for (Map.Entry<ClipMetric, Double> score : expected.clips().get(i).entrySet()) {
        assertThat(scores.get(score.getKey()))
            .as(NAMES.get(i) + " " + score.getKey())
            .isEqualTo(score.getValue(), within(EXACT));
      }
    }
  }

  /** How audio is cut differs between the protocols; what images alone decide is compared. */
  @Test
  void theCorrectedProtocolShowsWhatAPlayerShows() {
    Evaluation evaluation = evaluate(Protocol.CORRECTED);
    ByHand expected = byHand(Protocol.CORRECTED);
    assertThat(evaluation.result().distances().get(SetMetric.FVD))
        .isEqualTo(expected.fvd(), within(EXACT * expected.fvd()))
        .isNotCloseTo(byHand(Protocol.REFERENCE).fvd(), within(10 * EXACT * expected.fvd()));
    for (int i = 0; i < NAMES.size(); i++) {
      Map<ClipMetric, Double> clip =
          Objects.requireNonNull(
              evaluation.result().clips().get(NAMES.get(i) + "_clip-00.mp4"), NAMES.get(i));
      assertThat(clip.get(ClipMetric.IT))
          .isEqualTo(expected.clips().get(i).get(ClipMetric.IT), within(EXACT));
    }
  }

  private static Evaluation evaluate(Protocol protocol) {
    return DatasetEvaluation.builder()
        .dataset(Dataset.open(folder.resolve("root/datasets/Drawn")))
        .generated(folder.resolve("made"))
        .models(folder.resolve("root"))
        .metrics(EnumSet.complementOf(EnumSet.of(EvaluationMetric.FID, EvaluationMetric.AV_ALIGN)))
        .protocol(protocol)
        .size(HEIGHT, WIDTH)
        .clipsPerVideo(1)
        .records(ClipRecords.KEPT)
        .device(Device.cpu())
        .build()
        .run();
  }

  private record ByHand(double fvd, List<Map<ClipMetric, Double>> clips) {}

  private static ByHand byHand(Protocol protocol) {
    EvaluationModels models = EvaluationModels.of(folder.resolve("root"));
    List<FloatTensor> realFvd = new ArrayList<>();
    List<FloatTensor> madeFvd = new ArrayList<>();
    List<Map<ClipMetric, Double>> clips = new ArrayList<>();
    try (FvdFeatures fvd = FvdFeatures.open(models.i3d());
        ImageBindEmbeddings bind =
            ImageBindEmbeddings.open(
                Weights.open(models.imageBind()),
                BpeTokenizer.read(models.tokenizer()),
                Device.cpu());
        SyncScorer scorer =
            SyncScorer.builder().models(models.classifier()).device(Device.cpu()).build()) {
      for (int i = 0; i < NAMES.size(); i++) {
        Clip real = Clip.of(video(NAMES.get(i)), protocol);
        Clip made = Clip.of(made(NAMES.get(i)), protocol);
        realFvd.add(fvd.extract(FramePreset.FVD.apply(real.planes()), NONE));
        madeFvd.add(fvd.extract(FramePreset.FVD.apply(made.planes()), NONE));
        String text = (protocol == Protocol.REFERENCE ? RAW : TEXTS).get(i);
        FrameSimilarity ia = made.similarity(bind, bind.audio(made.mel(), NONE));
        double first = real.similarity(bind, bind.audio(real.mel(), NONE)).first();
        RelSync rel = RelSync.of(real.score(scorer), made.score(scorer));
        clips.add(
            Map.of(
                ClipMetric.IA, ia.mean(),
                ClipMetric.IT, made.similarity(bind, bind.text(text, NONE)).mean(),
                ClipMetric.REL_SYNC, rel.value(),
                ClipMetric.ALIGN_SYNC, AlignSync.of(rel, first, ia.afterFirst()).value()));
      }
    }
    return new ByHand(
        FrechetDistance.between(FloatTensor.concat(realFvd), FloatTensor.concat(madeFvd)), clips);
  }

  /**
   * The clip in the middle of a file.
   *
   * @param planes (12, 3, height, width)
   * @param mel (1, 1, 128, 204)
   */
  private record Clip(FloatTensor planes, FloatTensor mel) {

    static Clip of(Path file, Protocol protocol) {
      double start = (MediaFile.open(file).seconds(protocol) - 2) / 2;
      boolean tags = protocol == Protocol.CORRECTED;
      boolean bt709 = tags && file.equals(video("ant_walking/bt709"));
      List<PlainReader.Frame> frames =
          PlainReader.frames(file, bt709 ? swscale.SWS_CS_ITU709 : swscale.SWS_CS_ITU601);
      boolean turned = tags && file.equals(video("bell_ringing/turned"));
      List<FloatTensor> planes = new ArrayList<>();
      double due = start;
      for (PlainReader.Frame frame : frames) {
        double time = frame.time() + (tags ? 1e-6 : 0);
        if (time >= due && planes.size() < 12 && frame.time() <= start + 2 + 1 / 12.0) {
          Image image = turned ? quarterTurn(frame.image()) : frame.image();
          planes.add(
              ImageFit.fit(Pixels.toPlanes(image.tensor()), HEIGHT, WIDTH)
                  .reshape(1, 3, HEIGHT, WIDTH));
          due += 1 / 6.0;
        }
      }
      while (planes.size() < 12) {
        planes.add(planes.get(planes.size() - 1));
      }
      return new Clip(FloatTensor.concat(planes), mel(file, start));
    }

    private static Image quarterTurn(Image stored) {
      byte[] rgb = new byte[stored.rgb().length];
      int width = stored.height();
      for (int y = 0; y < stored.height(); y++) {
        for (int x = 0; x < stored.width(); x++) {
          for (int c = 0; c < 3; c++) {
            rgb[3 * (x * width + width - 1 - y) + c] = (byte) stored.value(x, y, c);
          }
        }
      }
      return new Image(width, stored.width(), rgb);
    }

    /** The whole blocks whose time lies in the clip, and of them the first channel. */
    private static FloatTensor mel(Path file, double start) {
      List<PlainReader.Block> blocks =
          PlainReader.blocks(file).stream()
              .filter(block -> block.time() >= start && block.time() <= start + 2)
              .toList();
      int channels = blocks.get(0).samples().length;
      int length = blocks.stream().mapToInt(block -> block.samples()[0].length).sum();
      float[] joined = new float[channels * length];
      int at = 0;
      for (PlainReader.Block block : blocks) {
        for (int c = 0; c < channels; c++) {
          float[] samples = block.samples()[c];
          System.arraycopy(samples, 0, joined, c * length + at, samples.length);
        }
        at += block.samples()[0].length;
      }
      FloatTensor waveform = FloatTensor.of(joined, channels, length);
      return MelSpectrogram.of(Resampler.of(blocks.get(0).rate(), 16000).resample(waveform))
          .reshape(1, 1, 128, 204);
    }

    FrameSimilarity similarity(ImageBindEmbeddings bind, FloatTensor other) {
      return FrameSimilarity.of(bind.frames(FramePreset.CLIP.apply(planes), NONE), other);
    }

    double score(SyncScorer scorer) {
      return scorer
          .score(
              scorer.embedSpectrogram(mel.reshape(1, 128, 204), NONE),
              scorer.embedFrames(FramePreset.CLIP.apply(planes), NONE))
          .value();
    }
  }
}
