package io.asva.verify.audio;

import io.asva.audio.SegmentMask;
import io.asva.audio.imagebind.AudioEncoding;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code imagebind.audio}. */
public final class ImageBindAudioCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("imagebind.audio");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    ImageBindConfig config =
        ImageBindConfig.of(
            ModelConfig.of(golden.json().path("config"), golden.name() + "/config"),
            Modality.AUDIO);
    Map<String, Shape> manifest =
        new LinkedHashMap<>(ImageBindAudioGraph.weights(config, ImageBindNames.trained()));
    manifest.putAll(ImageBindAudioGraph.optionalWeights(config));
    FloatTensor mel = golden.floats("mel");
    try (ImageBindAudio encoder =
        ImageBindAudio.open(config, CaseWeights.of(golden, manifest), device)) {
      AudioEncoding encoding = encoder.encode(mel);
      return golden.compare(
          Map.of(
              "tokens", encoding.tokens(),
              "head", encoding.head(),
              "embedding", encoding.embedding(),
              "mask", mask(golden.json().path("segments").asInt(12), mel.shape().dim(0))));
    }
  }

  private static ByteTensor mask(int segments, int batch) {
    byte[] one = SegmentMask.of(segments).tokens().values();
    byte[] all = new byte[batch * one.length];
    for (int i = 0; i < batch; i++) {
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return ByteTensor.of(all, batch, segments, ImageBindAudioGraph.TOKENS);
  }
}
