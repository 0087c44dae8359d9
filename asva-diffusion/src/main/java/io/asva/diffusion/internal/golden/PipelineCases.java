package io.asva.diffusion.internal.golden;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.audio.imagebind.AudioTower;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.Modality;
import io.asva.audio.imagebind.TowerConfig;
import io.asva.audio.imagebind.TowerNames;
import io.asva.core.Cancellation;
import io.asva.core.Progress;
import io.asva.core.config.ModelConfig;
import io.asva.core.golden.CaseRunner;
import io.asva.core.golden.CaseWeights;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.GoldenCase;
import io.asva.core.media.Picture;
import io.asva.core.media.Protocol;
import io.asva.core.media.Sound;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Rows;
import io.asva.core.tensor.Tensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.FrameSize;
import io.asva.diffusion.internal.Pipeline;
import io.asva.diffusion.internal.SoundEncoder;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextNetwork;
import io.asva.diffusion.text.TextEncoder;
import io.asva.diffusion.text.TextSource;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetDescription;
import io.asva.diffusion.vae.Vae;
import io.asva.diffusion.vae.VaeConfig;
import io.asva.diffusion.vae.VaeNetwork;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Golden cases of the kind {@code pipeline}: picture, sound and text to a video, on recipe weights.
 */
public final class PipelineCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("pipeline");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    JsonNode json = golden.json();
    try (Pipeline pipeline = pipeline(golden, device)) {
      AnimatedClip clip =
          pipeline.animate(request(golden), Progress.Listener.NONE, new Cancellation()).clip();
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
        .image(new Picture(image.shape().dim(1), image.shape().dim(0), image.values()))
        .audio(new Sound(16_000, rows(waveform)))
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
      rows[i] = Rows.row(waveform, i).values();
    }
    return rows;
  }

  private static Pipeline pipeline(GoldenCase golden, Device device) {
    JsonNode json = golden.json();
    UnetConfig unet = UnetConfig.of(config(golden, "unet"));
    VaeConfig vae = VaeConfig.of(config(golden, "vae"));
    ClipTextConfig clip = ClipTextConfig.of(config(golden, "clip"));
    TowerConfig tower = TowerConfig.of(config(golden, "imagebind"), Modality.AUDIO);
    Weights audio =
        CaseWeights.of(golden, "imagebind", AudioTower.weights(tower, TowerNames.trained()));
    ImageBindAudio imageBind = ImageBindAudio.open(tower, audio, device);
    TextEncoder text =
        TextEncoder.open(
            clip, CaseWeights.of(golden, "clip", ClipTextNetwork.weights(clip)), device);
    return new Pipeline(
        unet,
        CaseWeights.of(golden, "unet", UnetDescription.weights(unet)),
        Vae.open(vae, CaseWeights.of(golden, "vae", VaeNetwork.weights(vae)), device),
        SoundEncoder.of(imageBind),
        new CaseText(text, BpeTokenizer.read(golden.folder().resolveSibling("clip-tokenizer"))),
        Schedulers.animationPndm(SchedulerConfig.stableDiffusion()),
        new FrameSize(json.path("height").asInt(), json.path("width").asInt()),
        device,
        NetworkOptions.defaults(),
        Protocol.CORRECTED);
  }

  private static ModelConfig config(GoldenCase golden, String network) {
    return ModelConfig.of(golden.json().path(network), golden.name() + "/" + network);
  }

  /** The text encoder alone, without encodings from files. */
  private record CaseText(TextEncoder encoder, BpeTokenizer tokenizer) implements TextSource {
    @Override
    public FloatTensor category(String name, Cancellation cancellation) {
      return text(name, cancellation);
    }

    @Override
    public FloatTensor text(String text, Cancellation cancellation) {
      return encoder.encode(tokenizer.clip(List.of(text)), cancellation);
    }

    @Override
    public FloatTensor nullText(Cancellation cancellation) {
      return text("", cancellation);
    }

    @Override
    public void close() {
      encoder.close();
    }
  }
}
