package io.asva.verify.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Golden cases of the kind {@code installation}: a folder as users of the original have it, through
 * the whole animator.
 */
public final class InstallationCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("installation");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    List<Integer> frames = new ArrayList<>();
    golden.json().path("frames").forEach(frame -> frames.add(frame.asInt()));
    try (Animator animator = animator(golden, device)) {
      AnimatedClip clip = animator.animate(request(golden)).clip();
      return golden.compare(
          Map.of(
              "latents",
              clip.latents(),
              "video_u8",
              Videos.bytes(Videos.chosen(clip.pixels(), frames))));
    }
  }

  static AnimationRequest request(GoldenCase golden) {
    JsonNode json = golden.json();
    return AnimationRequest.builder()
        .image(golden.file(json.path("image").asText()))
        .audio(golden.file(json.path("audio").asText()))
        .category(json.path("category").asText())
        .size(json.path("height").asInt(), json.path("width").asInt())
        .steps(json.path("steps").asInt())
        .audioGuidance(json.path("audio_guidance").asDouble())
        .textGuidance(json.path("text_guidance").asDouble())
        .imageNoise(golden.floats("image_noise"))
        .videoNoise(golden.floats("video_noise"))
        .build();
  }

  static Animator animator(GoldenCase golden, Device device) {
    JsonNode json = golden.json();
    return Animator.builder()
        .models(golden.file(json.path("tree").asText()))
        .dataset(json.path("dataset").asText())
        .device(device)
        .build();
  }
}
