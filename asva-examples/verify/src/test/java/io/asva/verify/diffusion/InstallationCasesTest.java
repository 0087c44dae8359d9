package io.asva.verify.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.unet.UnetModel;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstallationCasesTest {
  private static final String HITS = "installation-hits";

  static List<GoldenCase> cases() {
    return GoldenCases.ofKind("installation");
  }

  private static GoldenCase hits() {
    return GoldenCases.named(HITS);
  }

  @Test
  void animatesFromAFolderOfTheOriginalAsTheOriginal() {
    GoldenCases.assertPasses(new InstallationCases(), hits());
  }

  @Tag("soak")
  @ParameterizedTest
  @MethodSource("cases")
  void animatesFromEveryFolderAsTheOriginal(GoldenCase golden) {
    GoldenCases.assertPasses(new InstallationCases(), golden);
  }

  /** A case of one step in place of fifty, which passes until a weight in its tree is changed. */
  @Test
  void oneChangedWeightTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    GoldenCase brief =
        CaseCopies.changed(
            hits(),
            folder.resolve("brief"),
            json -> json.put("steps", 1).put("text_guidance", 1.0));
    expectWhatComesNow(brief);
    GoldenCase passing = GoldenCase.read(brief.folder());
    GoldenCases.assertPasses(new InstallationCases(), passing);

    GoldenCase changed = CaseCopies.changed(passing, folder.resolve("weight"), json -> {});
    Path unet =
        changed
            .folder()
            .resolve("tree/checkpoints/audio-cond_animation/thegreatesthits_audio-cond_cfg/ckpts")
            .resolve("checkpoint-16000/modules/unet");
    Path file = unet.resolve(UnetModel.WEIGHTS + ".safetensors");
    Weights weights = ChangedWeights.perturbed(Weights.open(file), "conv_out.conv_temp.weight");
    Path other = unet.resolve("other");
    new SafetensorsWriter().addAll(weights).write(other);
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    List<Comparison> comparisons = new InstallationCases().run(changed, Device.cpu());
    assertThat(comparisons).anyMatch(comparison -> !comparison.passed());
  }

  private static void expectWhatComesNow(GoldenCase golden) {
    AnimationRequest request = InstallationCases.request(golden);
    try (Animator animator = InstallationCases.animator(golden, Device.cpu())) {
      FloatTensor latents = animator.animate(request).clip().latents();
      new SafetensorsWriter()
          .add("latents", latents)
          .replace(golden.folder().resolve("expected.safetensors"));
    }
  }
}
