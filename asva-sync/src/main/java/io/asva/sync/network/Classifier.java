package io.asva.sync.network;

import static java.util.Objects.requireNonNull;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Closing;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Network;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The classifier's networks, running. Safe for use by many threads; closing waits for evaluations
 * that go on.
 */
public final class Classifier implements AutoCloseable {
  private final Network audio;
  private final VideoEncoder video;
  private final Head head;

  private Classifier(Network audio, VideoEncoder video, Head head) {
    this.audio = audio;
    this.video = video;
    this.head = head;
  }

  /**
   * Opens the networks.
   *
   * @throws WeightsException if there is no head, or the parts don't fit together
   */
  public static Classifier open(SyncWeights weights, Device device, NetworkOptions options) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(device, "device");
    Objects.requireNonNull(options, "options");
    Weights headWeights = weights.requireHead();
    NetworkWidths audioWidths = SyncAudioGraph.widths(weights.audio());
    NetworkWidths videoWidths = SyncVideoGraph.widths(weights.video());
    SyncHeadGraph.Widths headWidths = SyncHeadGraph.widths(headWeights, audioWidths.embedding());
    if (headWidths.video() != videoWidths.embedding()) {
      throw new WeightsException(
          headWeights.source()
              + " takes embeddings of "
              + headWidths.audio()
              + " and "
              + headWidths.video()
              + ", the networks beside it give "
              + audioWidths.embedding()
              + " and "
              + videoWidths.embedding()
              + ". Take the three from one checkpoint.");
    }
    Opening opening = new Opening(device, options);
    return opening.guard(
        () ->
            new Classifier(
                opening.folded(
                    SyncAudioGraph.graph(audioWidths, WeightCatalogue.of(weights.audio()), 1),
                    weights.audio()),
                VideoEncoder.open(videoWidths, weights.video(), opening),
                Head.open(headWidths, headWeights, opening)));
  }

  /** The embedding (1, width) of a spectrogram (1, 128, 204). */
  public FloatTensor audio(FloatTensor mel, Cancellation cancellation) {
    Objects.requireNonNull(mel, "mel");
    Objects.requireNonNull(cancellation, "cancellation");
    FloatTensor batch = mel.reshape(1, 1, mel.shape().dim(-2), mel.shape().dim(-1));
    return run(audio, Map.of("mel", batch), "embedding", cancellation);
  }

  /**
   * The embeddings (1, width) of clips over frames that they share.
   *
   * @param frames prepared, each (1, 3, 224, 224)
   * @param clips for each clip the positions of its frames
   */
  public List<FloatTensor> videos(
      List<FloatTensor> frames, List<List<Integer>> clips, Cancellation cancellation) {
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(clips, "clips");
    Objects.requireNonNull(cancellation, "cancellation");
    return videos(new ClipFrames(frames, clips), cancellation.silent());
  }

  /** The score of two embeddings (1, width): a logit. */
  public double score(FloatTensor audio, FloatTensor video, Cancellation cancellation) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(cancellation, "cancellation");
    return head.score(audio, video, cancellation);
  }

  /** The embeddings (1, width) of clips. */
  public List<FloatTensor> videos(ClipFrames clips, ProgressMonitor monitor) {
    Objects.requireNonNull(clips, "clips");
    Objects.requireNonNull(monitor, "monitor");
    return video.encode(clips.frames()::get, clips.clips(), monitor);
  }

  /** The head. */
  public Head head() {
    return head;
  }

  private static FloatTensor run(
      Network network, Map<String, Tensor> inputs, String output, Cancellation cancellation) {
    return (FloatTensor) requireNonNull(network.run(inputs, cancellation).get(output));
  }

  @Override
  public void close() {
    Closing.all(audio, video, head);
  }
}
