package io.asva.sync.training;

import io.asva.audio.MelSpectrogram;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import java.util.Map;

/**
 * The classifier with its loss: of each video's clips every audio clip is scored with every image,
 * and those of one clip should find each other, by cross entropy both ways.
 *
 * <p>Inputs: {@code audio} (videos, clips, 1, 128, 204) and {@code video} (videos, clips, frames,
 * 3, height, width), normalised. Outputs: {@code loss}, the mean of {@code av_loss} (for each audio
 * clip over the images) and {@code va_loss} (for each image over the audio), and {@code logits}
 * (videos, audio clips, images). The weights' names begin with {@link #AUDIO}, {@link #VIDEO} and
 * {@link #HEAD}.
 */
public final class ContrastiveLoss {
  /** The prefix of the audio network's weights. */
  public static final String AUDIO = "audio_encoder.";

  /** The prefix of the video network's weights. */
  public static final String VIDEO = "video_encoder.";

  /** The prefix of the head's weights. */
  public static final String HEAD = "head.";

  /** The name of the output that is to become small. */
  public static final String LOSS = "loss";

  /** The published temperature, by which scores are divided. */
  public static final float PUBLISHED_TEMPERATURE = 0.1f;

  private ContrastiveLoss() {}

  /**
   * How many channels the three networks have.
   *
   * @param audio of the audio network
   * @param video of the video network
   * @param head of the head
   */
  public record Widths(NetworkWidths audio, NetworkWidths video, SyncHeadGraph.Widths head) {
    /** The published networks'. */
    public static Widths published() {
      NetworkWidths widths = NetworkWidths.published();
      return new Widths(widths, widths, SyncHeadGraph.Widths.published(widths.embedding()));
    }
  }

  /**
   * The extents of one step's input.
   *
   * @param videos in a batch
   * @param clips of a video, 21 in the published training
   * @param frames of a clip
   * @param height of a frame
   * @param width of a frame
   */
  public record Geometry(int videos, int clips, int frames, int height, int width) {}

  /**
   * The classifier of given widths.
   *
   * @param temperature by which scores are divided before the softmax
   * @throws GraphException if weights are missing or misshapen
   */
  public static Graph graph(
      Widths widths, Geometry geometry, float temperature, WeightCatalogue weights) {
    GraphBuilder g = new GraphBuilder("sync classifier with its loss", weights);
    int videos = geometry.videos();
    int clips = geometry.clips();
    int[] mels = {videos, clips, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES};
    int[] frames = {videos, clips, geometry.frames(), 3, geometry.height(), geometry.width()};
    Value mel = together(g, g.input("audio", Rate.STEP, ElementType.F32, mels));
    Value video = together(g, g.input("video", Rate.STEP, ElementType.F32, frames));
    Value audios = SyncAudioGraph.describe(Scope.of(g, AUDIO), widths.audio(), mel);
    Value images = SyncVideoGraph.describe(Scope.of(g, VIDEO), widths.video(), video);
    Value pairs = pairs(g, audios, images, videos, clips);
    Value scores = SyncHeadGraph.describe(Scope.of(g, HEAD), widths.head(), pairs);
    Value logits = g.reshape(scores, videos, clips, clips);
    Value scaled = g.affine(logits, 1 / temperature, 0);
    Value audioToVideo = crossEntropy(g, scaled);
    Value videoToAudio = crossEntropy(g, g.permute(scaled, 0, 2, 1));
    g.output(LOSS, g.affine(g.add(audioToVideo, videoToAudio), 0.5f, 0));
    g.output("av_loss", audioToVideo);
    g.output("va_loss", videoToAudio);
    g.output("logits", logits);
    return g.build();
  }

  /** The names and shapes of the weights of given widths. */
  public static Map<String, Shape> weights(Widths widths) {
    return WeightCatalogue.demandedBy(
        weights -> graph(widths, new Geometry(1, 1, 1, 32, 32), 1, weights));
  }

  /** All videos' clips in one batch. */
  private static Value together(GraphBuilder g, Value x) {
    int[] dims = x.shape().dims();
    int[] flat = new int[dims.length - 1];
    System.arraycopy(dims, 1, flat, 0, flat.length);
    flat[0] = dims[0] * dims[1];
    return g.reshape(x, flat);
  }

  /** Each audio beside each image of its video: (videos audio clips images, channels). */
  private static Value pairs(GraphBuilder g, Value audios, Value images, int videos, int clips) {
    int wide = audios.dim(1);
    int high = images.dim(1);
    Value a = g.reshape(audios, videos, clips, 1, wide);
    Value v = g.reshape(images, videos, 1, clips, high);
    Value all =
        g.concat(
            -1, g.expand(a, videos, clips, clips, wide), g.expand(v, videos, clips, clips, high));
    return g.reshape(all, videos * clips * clips, wide + high);
  }

  /** The cross entropy of logits (videos, n, n), where the right class of row i is i. */
  private static Value crossEntropy(GraphBuilder g, Value logits) {
    int n = logits.dim(1);
    FloatTensor right = FloatTensor.zeros(n, n);
    for (int i = 0; i < n; i++) {
      right.values()[i * n + i] = 1;
    }
    Value found = g.multiply(g.logSoftmax(logits), g.constant(right));
    return g.affine(g.meanOfAll(found), -n, 0);
  }
}
