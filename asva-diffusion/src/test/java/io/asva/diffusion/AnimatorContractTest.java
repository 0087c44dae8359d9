package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.testing.NullArguments;
import io.asva.core.testing.Warnings;
import io.asva.diffusion.dataset.DatasetGenerator;
import io.asva.diffusion.dataset.GeneratedFiles;
import io.asva.diffusion.dataset.GenerationRequest;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.Image;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import io.asva.media.dataset.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract of every public part of animating: named parameters, and nothing left open
 * unnoticed.
 */
class AnimatorContractTest {
  private final Path models;

  AnimatorContractTest(@TempDir Path folder) {
    this.models = TinyModels.folder(folder);
  }

  @Test
  void nullIsRefusedWithTheParametersName() throws Exception {
    ProgressMonitor monitor = ProgressMonitor.none();
    Image image = TinyRequests.image(16, 16);
    Dataset dataset = Dataset.open(Files.createDirectories(models.resolve("data")));
    GenerationRequest generation =
        GenerationRequest.builder(
                dataset, GeneratedFiles.of(models.resolve("out"), 1, GuidanceScales.DEFAULT, 0))
            .build();
    try (Animator animator = TinyRequests.animator(models).build()) {
      for (Object part :
          List.of(
              Animator.builder(),
              AnimationRequest.builder(),
              animator,
              GenerationRequest.builder(dataset, generation.files()),
              new DatasetGenerator(animator),
              VideoWriter.of(new Video(List.of(image), 6)))) {
        assertThat(
                NullArguments.unnamed(
                    part,
                    monitor,
                    image,
                    dataset,
                    generation,
                    TinyRequests.request().build(),
                    TinyRequests.audio(1),
                    Device.cpu()))
            .isEmpty();
      }
    }
  }

  @Test
  void aForgottenAnimatorIsClosedAndToldOfOnce() throws Exception {
    try (Warnings warnings = new Warnings()) {
      assertThat(forget(models)).isEqualTo(1);
      assertThat(Warnings.collectUntil(() -> !warnings.texts().isEmpty())).isTrue();
      for (int i = 0; i < 5; i++) { // time for what belongs to it
        System.gc();
        Thread.sleep(50);
      }
      assertThat(warnings.texts())
          .singleElement()
          .asString()
          .startsWith("The Animator was not closed.");
    }
  }

  private static int forget(Path models) {
    return TinyRequests.animator(models)
        .build()
        .animate(TinyRequests.request().build())
        .clips()
        .size();
  }
}
