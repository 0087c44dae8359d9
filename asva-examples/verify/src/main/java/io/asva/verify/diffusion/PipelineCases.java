package io.asva.verify.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindAudioGraph;
import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.audio.imagebind.ImageBindNames;
import io.asva.audio.imagebind.Modality;
import io.asva.core.concurrent.Closing;
import io.asva.core.config.ModelConfig;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.diffusion.text.EncoderTextSource;
import io.asva.diffusion.text.TextEncoder;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGraph;
import io.asva.unet.UnetModel;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import io.asva.vae.VaeGraph;
import io.asva.verify.CaseRunner;
import io.asva.verify.CaseWeights;
import io.asva.verify.GoldenCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Golden cases of the kind {@code pipeline}: image, audio and text to a video, on recipe weights.
 */
public final class PipelineCases implements CaseRunner {
  private final @Nullable Path tokenizer;
  private final UnaryOperator<Weights> unetWeights;

  /** Takes the vocabulary from {@code clip-tokenizer} beside a case. */
  public PipelineCases() {
    this(null, UnaryOperator.identity());
  }

  /**
   * Takes the vocabulary from elsewhere.
   *
   * @param unetWeights what is done to the UNet's weights
   */
  PipelineCases(@Nullable Path tokenizer, UnaryOperator<Weights> unetWeights) {
    this.tokenizer = tokenizer;
    this.unetWeights = unetWeights;
  }

  @Override
  public Set<String> kinds() {
    return Set.of("pipeline");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    JsonNode json = golden.json();
    try (Animator animator = animator(golden, device)) {
      AnimatedClip clip = animator.animate(request(golden)).clip();
      Map<String, Tensor> actual =
          Map.of(
              "latents", clip.latents(),
              "video_u8", Videos.bytes(clip.pixels()),
              "frames_0_1_last",
                  Videos.chosen(clip.pixels(), List.of(0, 1, json.path("frames").asInt() - 1)));
      return golden.compare(actual);
    }
  }

  private static AnimationRequest request(GoldenCase golden) {
    JsonNode json = golden.json();
    ByteTensor image = (ByteTensor) golden.input("image");
    FloatTensor waveform = golden.floats("waveform");
    return AnimationRequest.builder()
        .image(new Image(image.shape().dim(1), image.shape().dim(0), image.values()))
        .audio(new Audio(16_000, rows(waveform)))
        .text(json.path("text").asText())
        .frames(json.path("frames").asInt())
        .steps(json.path("steps").asInt())
        .audioGuidance(json.path("audio_guidance").asDouble())
        .textGuidance(json.path("text_guidance").asDouble())
        .imageNoise(golden.floats("image_noise"))
        .videoNoise(golden.floats("video_noise"))
        .build();
  }

  private static float[][] rows(FloatTensor waveform) {
    float[][] rows = new float[waveform.shape().dim(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = waveform.row(i).values();
    }
    return rows;
  }

  private Animator animator(GoldenCase golden, Device device) {
    JsonNode json = golden.json();
    List<AutoCloseable> opened = new ArrayList<>();
    try {
      Vae vae = vae(golden, device);
      opened.add(vae);
      AudioEncoder audio = AudioEncoder.of(audio(golden, device));
      opened.add(audio);
      TextSource text = text(golden, device);
      opened.add(text);
      return Animator.builder()
          .unet(unet(golden))
          .vae(vae)
          .audioEncoder(audio)
          .text(text)
          .size(json.path("height").asInt(), json.path("width").asInt())
          .device(device)
          .build();
    } catch (RuntimeException | Error e) {
      Closing.after(e, opened);
      throw e;
    }
  }

  private UnetModel unet(GoldenCase golden) {
    UnetConfig config = UnetConfig.of(config(golden, "unet"));
    return new UnetModel(
        config, unetWeights.apply(CaseWeights.of(golden, "unet", UnetGraph.weights(config))));
  }

  private static Vae vae(GoldenCase golden, Device device) {
    VaeConfig config = VaeConfig.of(config(golden, "vae"));
    return Vae.open(config, CaseWeights.of(golden, "vae", VaeGraph.weights(config)), device);
  }

  private static ImageBindAudio audio(GoldenCase golden, Device device) {
    ImageBindConfig config = ImageBindConfig.of(config(golden, "imagebind"), Modality.AUDIO);
    Weights weights =
        CaseWeights.of(
            golden, "imagebind", ImageBindAudioGraph.weights(config, ImageBindNames.trained()));
    return ImageBindAudio.open(config, weights, device);
  }

  private TextSource text(GoldenCase golden, Device device) {
    ClipTextConfig config = ClipTextConfig.of(config(golden, "clip"));
    Path vocabulary =
        tokenizer == null ? golden.folder().resolveSibling("clip-tokenizer") : tokenizer;
    BpeTokenizer words = BpeTokenizer.read(vocabulary);
    return new EncoderTextSource(
        TextEncoder.open(
            config, CaseWeights.of(golden, "clip", ClipTextGraph.weights(config)), device),
        words);
  }

  private static ModelConfig config(GoldenCase golden, String network) {
    return ModelConfig.of(golden.json().path(network), golden.name() + "/" + network);
  }
}
