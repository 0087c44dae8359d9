package io.asva.examples.training.classifier;

import io.asva.audio.MelSpectrogram;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncVideoGraph;
import io.asva.sync.training.ContrastiveLoss;
import io.asva.sync.training.SyncDataConfig;

/**
 * The classifier's two encoders, each with a small head that tells {@link MotionCurves} from its
 * embedding, and a loss. What is heard and what is seen then have something in common from which
 * the contrast of clips can begin; from nothing it finds no beginning in any time that a demo has.
 * The heads are thrown away after training.
 *
 * <p>Inputs: {@code audio} (clips, 1, 128, 204), {@code video} (clips, frames, 3, side, side) and
 * {@code curves} (clips, numbers). Outputs: {@code loss}, the sum of the mean squared errors {@code
 * audio_error} and {@code video_error}.
 */
final class ClassifierPretext {
  static final String LOSS = "loss";
  static final String AUDIO_ERROR = "audio_error";
  static final String VIDEO_ERROR = "video_error";
  static final String HEADS = "pretext.";

  private ClassifierPretext() {}

  static Graph graph(
      NetworkWidths audio,
      NetworkWidths video,
      SyncDataConfig data,
      int clips,
      WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("classifier's encoders with their pretext", weights);
    int side = data.imageSize();
    int frames = data.sampling().frames();
    int bands = MelSpectrogram.BANDS;
    Value mel =
        g.input("audio", Rate.STEP, ElementType.F32, clips, 1, bands, MelSpectrogram.FRAMES);
    Value images = g.input("video", Rate.STEP, ElementType.F32, clips, frames, 3, side, side);
    int numbers = MotionCurves.size(data.sampling());
    Value curves = g.input("curves", Rate.STEP, ElementType.F32, clips, numbers);
    Value heard = SyncAudioGraph.describe(Scope.of(g, ContrastiveLoss.AUDIO), audio, mel);
    Value seen = SyncVideoGraph.describe(Scope.of(g, ContrastiveLoss.VIDEO), video, images);
    Scope heads = Scope.of(g, HEADS);
    Value ofAudio = g.meanSquaredError(heads.sub("audio").linear(heard, numbers), curves);
    Value ofVideo = g.meanSquaredError(heads.sub("video").linear(seen, numbers), curves);
    g.output(LOSS, g.add(ofAudio, ofVideo));
    g.output(AUDIO_ERROR, ofAudio);
    g.output(VIDEO_ERROR, ofVideo);
    return g.build();
  }
}
