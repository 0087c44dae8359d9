package io.asva.sync.training;

import io.asva.audio.MelSpectrogram;
import io.asva.core.graph.Graph;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.sync.network.AudioNetwork;
import io.asva.sync.network.HeadNetwork;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.VideoNetwork;
import java.util.Map;

/**
 * The classifier with its loss: of each video's clips every sound is scored with every picture, and
 * those of one clip should find each other, by cross entropy both ways.
 *
 * <p>Inputs: {@code audio} (videos, clips, 1, 128, 204) and {@code video} (videos, clips, frames,
 * 3, height, width), normalised. Outputs: {@code loss}, the mean of {@code av_loss} (for each sound
 * over the pictures) and {@code va_loss} (for each picture over the sounds), and {@code logits}
 * (videos, sounds, pictures). The weights' names begin with {@link #AUDIO}, {@link #VIDEO} and
 * {@link #HEAD}.
 */
public final class ContrastiveTraining {
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

  private ContrastiveTraining() {}

  /**
   * How many channels the three networks have.
   *
   * @param audio of the audio network
   * @param video of the video network
   * @param head of the head
   */
  public record Widths(NetworkWidths audio, NetworkWidths video, HeadNetwork.Widths head) {
    /** The published networks'. */
    public static Widths published() {
      NetworkWidths widths = NetworkWidths.published();
      return new Widths(widths, widths, HeadNetwork.Widths.published(widths.embedding()));
    }
  }

  /**
   * What is seen in one step.
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
  public static Graph describe(
      Widths widths, Geometry geometry, float temperature, WeightCatalogue weights) {
    GraphBuilder b = new GraphBuilder("sync classifier with its loss", weights);
    int videos = geometry.videos();
    int clips = geometry.clips();
    Value audio =
        b.input(
            "audio",
            Rate.STEP,
            ElementType.F32,
            videos,
            clips,
            1,
            MelSpectrogram.BANDS,
            MelSpectrogram.FRAMES);
    Value video =
        b.input(
            "video",
            Rate.STEP,
            ElementType.F32,
            videos,
            clips,
            geometry.frames(),
            3,
            geometry.height(),
            geometry.width());
    Value sounds =
        b.within(AUDIO, () -> AudioNetwork.describe(b, widths.audio(), together(b, audio)));
    Value pictures =
        b.within(VIDEO, () -> VideoNetwork.describe(b, widths.video(), together(b, video)));
    Value pairs = pairs(b, sounds, pictures, videos, clips);
    Value scores = b.within(HEAD, () -> HeadNetwork.describe(b, widths.head(), pairs));
    Value logits = b.reshape(scores, videos, clips, clips);
    Value scaled = b.affine(logits, 1 / temperature, 0);
    Value soundToPicture = crossEntropy(b, scaled);
    Value pictureToSound = crossEntropy(b, b.permute(scaled, 0, 2, 1));
    b.output(LOSS, b.affine(b.add(soundToPicture, pictureToSound), 0.5f, 0));
    b.output("av_loss", soundToPicture);
    b.output("va_loss", pictureToSound);
    b.output("logits", logits);
    return b.build();
  }

  /** The names and shapes of the weights of given widths. */
  public static Map<String, Shape> weights(Widths widths) {
    WeightCatalogue catalogue = WeightCatalogue.recording();
    describe(widths, new Geometry(1, 1, 1, 32, 32), 1, catalogue);
    return catalogue.expected();
  }

  /** All videos' clips in one batch. */
  private static Value together(GraphBuilder b, Value x) {
    int[] dims = x.shape().dims();
    int[] flat = new int[dims.length - 1];
    System.arraycopy(dims, 1, flat, 0, flat.length);
    flat[0] = dims[0] * dims[1];
    return b.reshape(x, flat);
  }

  /** Each sound beside each picture of its video: (videos sounds pictures, channels). */
  private static Value pairs(GraphBuilder b, Value sounds, Value pictures, int videos, int clips) {
    int wide = sounds.dim(1);
    int high = pictures.dim(1);
    Value a = b.reshape(sounds, videos, clips, 1, wide);
    Value v = b.reshape(pictures, videos, 1, clips, high);
    Value all =
        b.concat(
            -1, b.expand(a, videos, clips, clips, wide), b.expand(v, videos, clips, clips, high));
    return b.reshape(all, videos * clips * clips, wide + high);
  }

  /** Of rows (videos, n, n), the n-th column of the n-th row being the right one. */
  private static Value crossEntropy(GraphBuilder b, Value logits) {
    int n = logits.dim(1);
    FloatTensor right = FloatTensor.zeros(n, n);
    for (int i = 0; i < n; i++) {
      right.values()[i * n + i] = 1;
    }
    Value found = b.multiply(b.logSoftmax(logits), b.constant(right));
    return b.affine(b.meanOfAll(found), -n, 0);
  }
}
