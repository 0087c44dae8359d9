package io.asva.verify.sync;

import io.asva.core.Cancellation;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.sync.CentreScores;
import io.asva.sync.Proportion;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.network.Head;
import io.asva.sync.network.Opening;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Computes cases of the kind {@code sync.accuracy}. */
public final class SyncAccuracyCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("sync.accuracy");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    FloatTensor audio = golden.floats("audio");
    FloatTensor video = golden.floats("video");
    SyncHeadGraph.Widths widths = SyncHeadGraph.Widths.published(audio.shape().dim(-1));
    Weights weights = CaseWeights.of(golden, SyncHeadGraph.weights(widths));
    Opening opening = new Opening(device, NetworkOptions.defaults());
    List<CentreScores> scores = new ArrayList<>();
    try (Head head = Head.open(widths, weights, opening)) {
      for (int i = 0; i < audio.shape().dim(0); i++) {
        scores.add(
            CentreScores.of(head, clips(audio, i), clips(video, i), List.of(), new Cancellation()));
      }
    }
    SyncAccuracy accuracy =
        SyncAccuracy.of(
            scores, golden.json().path("tolerance_clips").asInt(SyncAccuracy.TOLERANCE));
    return golden.compare(
        Map.of(
            "a2v_logits", matrix(scores, CentreScores::audioToVideo),
            "v2a_logits", matrix(scores, CentreScores::videoToAudio),
            "a2v_accuracy", vector(accuracy.audioToVideo()),
            "v2a_accuracy", vector(accuracy.videoToAudio())));
  }

  private static List<FloatTensor> clips(FloatTensor embeddings, int video) {
    FloatTensor all = embeddings.narrow(0, video, 1);
    int clips = embeddings.shape().dim(1);
    return IntStream.range(0, clips)
        .mapToObj(i -> all.narrow(1, i, 1).reshape(1, embeddings.shape().dim(2)))
        .toList();
  }

  private static FloatTensor matrix(
      List<CentreScores> scores, Function<CentreScores, List<Double>> side) {
    return FloatTensor.stack(
        scores.stream().map(score -> FloatTensor.vector(side.apply(score))).toList());
  }

  private static FloatTensor vector(Proportion proportion) {
    return FloatTensor.vector(List.of(proportion.rate()));
  }
}
