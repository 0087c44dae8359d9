package io.asva.examples;

import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import java.nio.file.Path;

public final class TenLines {
  public static void main(String[] args) {
    try (Animator animator =
        Animator.builder().models(Path.of("models")).dataset("AVSync15").build()) {
      AnimationRequest request =
          AnimationRequest.builder()
              .image(Path.of("lion.png"))
              .audio(Path.of("roar.wav"))
              .category("lions roaring")
              .build();
      animator.animate(request).clip().saveMp4(Path.of("lion.mp4"));
    }
  }
}
