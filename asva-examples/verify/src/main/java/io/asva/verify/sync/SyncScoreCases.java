package io.asva.verify.sync;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.ImageBindVision;
import io.asva.audio.imagebind.ImageBindVisionGraph;
import io.asva.audio.imagebind.Modality;
import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfig;
import io.asva.core.image.FramePreset;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.sync.AlignSync;
import io.asva.sync.RelSync;
import io.asva.sync.network.Classifier;
import io.asva.sync.network.ClipFrames;
import io.asva.sync.network.NetworkWidths;
import io.asva.sync.network.Similarity;
import io.asva.sync.network.SyncAudioGraph;
import io.asva.sync.network.SyncHeadGraph;
import io.asva.sync.network.SyncVideoGraph;
import io.asva.sync.network.SyncWeights;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes cases of the kind {@code sync.score}. */
public final class SyncScoreCases implements CaseRunner {
  private final Cancellation never = new Cancellation();

  @Override
  public Set<String> kinds() {
    return Set.of("sync.score");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    SyncWeights weights = SyncWeights.ofPrefixed(CaseWeights.of(golden, manifest()));
    Map<String, Tensor> actual = new LinkedHashMap<>();
    FloatTensor mel = mel(golden, "waveform");
    List<FloatTensor> frames = frames(golden, "frames");
    List<FloatTensor> refFrames = frames(golden, "ref_frames");
    RelSync byVideo;
    try (Classifier classifier = Classifier.open(weights, device, NetworkOptions.defaults())) {
      FloatTensor audio = classifier.audio(mel, never);
      FloatTensor video = video(classifier, frames);
      double score = classifier.head().score(audio, video, never);
      FloatTensor refAudio = classifier.audio(mel(golden, "ref_waveform"), never);
      RelSync byAudio = RelSync.of(classifier.head().score(refAudio, video, never), score);
      FloatTensor refVideo = video(classifier, refFrames);
      byVideo = RelSync.of(classifier.head().score(audio, refVideo, never), score);
      actual.put("audio_embedding", audio);
      actual.put("video_embedding", video);
      actual.put("avsync_score", vector(score));
      actual.put("ref_audio_score", vector(byAudio.referenceScore()));
      actual.put("ref_video_score", vector(byVideo.referenceScore()));
      actual.put("relsync_ref_audio", vector(byAudio.value()));
      actual.put("relsync_ref_video", vector(byVideo.value()));
    }
    if (golden.json().has("imagebind")) {
      try (Similarity similarity = similarity(golden, device)) {
        FloatTensor audio = similarity.audio(mel, never);
        List<Double> cosines = similarity.cosines(audio, frames, never);
        double first = similarity.cosines(audio, refFrames.subList(0, 1), never).get(0);
        AlignSync align = AlignSync.of(byVideo, first, cosines.subList(1, cosines.size()));
        actual.put("alignsync", vector(align.value()));
        actual.put("ia", FloatTensor.vector(cosines).unsqueeze(0));
      }
    }
    return golden.compare(actual);
  }

  private FloatTensor video(Classifier classifier, List<FloatTensor> frames) {
    ClipFrames clip = ClipFrames.of(frames);
    return classifier.videos(clip, never.silent()).get(0);
  }

  private static List<FloatTensor> frames(GoldenCase golden, String input) {
    ByteTensor frames = (ByteTensor) golden.input(input);
    int height = frames.shape().dim(1);
    int width = frames.shape().dim(2);
    int length = height * width * frames.shape().dim(3);
    List<FloatTensor> prepared = new ArrayList<>();
    for (int from = 0; from < frames.values().length; from += length) {
      byte[] rgb = Arrays.copyOfRange(frames.values(), from, from + length);
      prepared.add(FramePreset.CLIP.apply(ByteTensor.of(rgb, height, width, 3)).unsqueeze(0));
    }
    return prepared;
  }

  private static FloatTensor mel(GoldenCase golden, String input) {
    int rate = golden.json().path("rate").asInt(MelSpectrogram.RATE);
    return MelSpectrogram.of(
        Resampler.of(rate, MelSpectrogram.RATE).resample(golden.floats(input)));
  }

  private static Map<String, Shape> manifest() {
    NetworkWidths widths = NetworkWidths.published();
    Map<String, Shape> all = new LinkedHashMap<>();
    SyncAudioGraph.weights(widths).forEach((n, shape) -> all.put("audio_encoder." + n, shape));
    SyncVideoGraph.weights(widths).forEach((n, shape) -> all.put("video_encoder." + n, shape));
    SyncHeadGraph.weights(SyncHeadGraph.Widths.published(widths.embedding()))
        .forEach((n, shape) -> all.put("head." + n, shape));
    return all;
  }

  private static Similarity similarity(GoldenCase golden, Device device) {
    ModelConfig config =
        ModelConfig.of(golden.json().path("imagebind"), golden.name() + "/imagebind");
    ImageBindConfig audio = ImageBindConfig.of(config, Modality.AUDIO);
    ImageBindConfig vision = ImageBindConfig.of(config, Modality.VISION);
    Map<String, Shape> manifest =
        new LinkedHashMap<>(
            ImageBindAudioGraph.weights(audio, ImageBindNames.official(Modality.AUDIO)));
    manifest.putAll(ImageBindVisionGraph.weights(vision, ImageBindNames.official(Modality.VISION)));
    WeightRecipe recipe = WeightRecipe.of(golden.json().path("imagebind_weights"));
    List<String> skip = WeightRecipe.skip(golden.json().path("imagebind_weights"));
    Weights weights = RecipeWeights.of(recipe, skip, manifest);
    ImageBindAudio audios = ImageBindAudio.open(audio, weights, device);
    try {
      return new Similarity(audios, ImageBindVision.open(vision, weights, device));
    } catch (RuntimeException | Error e) {
      audios.close();
      throw e;
    }
  }

  private static FloatTensor vector(double value) {
    return FloatTensor.vector(List.of(value));
  }
}
