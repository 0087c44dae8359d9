package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.lora.LoraException;
import io.asva.core.weights.lora.LoraFile;
import io.asva.core.weights.lora.LoraFit;
import io.asva.diffusion.model.MergedUnet;
import io.asva.diffusion.model.ModelFolderException;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimatorLoraTest {
  private static final String LAYER = "down_blocks_0_attentions_0_transformer_blocks_0_attn2_to_k";

  private final Path models;
  private final Path lora;

  AnimatorLoraTest(@TempDir Path folder) {
    this.models = TinyModels.folder(folder.resolve("models"));
    this.lora = folder.resolve("lora.safetensors");
    new SafetensorsWriter()
        .add("lora_unet_" + LAYER + ".lora_down.weight", TinyModels.values("down", 2, 8))
        .add("lora_unet_" + LAYER + ".lora_up.weight", TinyModels.values("up", 8, 2))
        .add("lora_unet_conv_in.lora_down.weight", TinyModels.values("first", 2, 4, 3, 3))
        .add("lora_unet_conv_in.lora_up.weight", TinyModels.values("second", 8, 2, 1, 1))
        .add("lora_unet_elsewhere.lora_down.weight", TinyModels.values("a", 2, 8))
        .add("lora_unet_elsewhere.lora_up.weight", TinyModels.values("b", 8, 2))
        .write(lora);
  }

  private static float[] latents(AnimatorBuilder builder) {
    try (Animator animator = builder.build()) {
      return animator.animate(TinyRequests.request().build()).clip().latents().values();
    }
  }

  private AnimatorBuilder animator() {
    return TinyRequests.animator(models);
  }

  @Test
  void aLoraOfNothingChangesNoBitAndHalvesAddUp() {
    float[] without = latents(animator());
    float[] whole = latents(animator().lora(lora, 1));
    assertThat(latents(animator().lora(lora, 0))).isEqualTo(without);
    assertThat(whole).isNotEqualTo(without);
    assertThat(latents(animator().lora(lora, 0.5).lora(lora, 0.5))).isEqualTo(whole);
  }

  @Test
  void theAnimatorTellsWhatWasAdded() {
    try (Animator animator = animator().lora(lora, 0.8).build()) {
      assertThat(animator.config().loras())
          .containsExactly(
              new LoraFit(new LoraFile(lora, 0.8), 2, List.of("lora_unet_elsewhere"), 0));
    }
  }

  @Test
  void whatFolderIsWrittenAnimatesLikeTheLora() throws IOException {
    Path merged = models.resolveSibling("merged");
    List<LoraFit> fits =
        MergedUnet.write(
            models.resolve("unet"), List.of(new LoraFile(lora, 0.8)), merged, IfExists.FAIL);
    assertThat(fits.get(0).layers()).isEqualTo(2);
    assertThat(latents(animator().unet(merged))).isEqualTo(latents(animator().lora(lora, 0.8)));
    assertThat(merged.resolve("config.json"))
        .hasSameBinaryContentAs(models.resolve("unet/config.json"));
    try (var files = Files.list(merged)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("config.json", "diffusion_pytorch_model.safetensors");
    }
  }

  @Test
  void aFolderOfNothingAddedHoldsTheSameBits() {
    Path merged = models.resolveSibling("merged");
    MergedUnet.write(models.resolve("unet"), List.of(new LoraFile(lora, 0)), merged, IfExists.FAIL);
    Weights base = Weights.openFolder(models.resolve("unet"), "diffusion_pytorch_model");
    Weights written = Weights.openFolder(merged, "diffusion_pytorch_model");
    assertThat(written.tensors()).hasSameSizeAs(base.tensors());
    for (WeightTensor tensor : base.tensors()) {
      assertThat(written.map(written.require(tensor.name()))).isEqualTo(base.map(tensor));
    }
  }

  @Test
  void nothingIsOverwrittenUnlessTold() throws IOException {
    Path merged = models.resolveSibling("merged");
    Files.createDirectories(merged);
    Files.writeString(merged.resolve("config.json"), "mine");
    List<LoraFile> loras = List.of(new LoraFile(lora, 1));
    assertThatThrownBy(() -> MergedUnet.write(models.resolve("unet"), loras, merged, IfExists.FAIL))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("config.json exists and is kept");
    assertThat(merged.resolve("diffusion_pytorch_model.safetensors")).doesNotExist();
    MergedUnet.write(models.resolve("unet"), loras, merged, IfExists.REPLACE);
    assertThat(merged.resolve("config.json")).content().contains("block_out_channels");
    assertThatThrownBy(
            () ->
                MergedUnet.write(
                    models.resolve("unet"), loras, models.resolve("unet"), IfExists.REPLACE))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("name another folder");
  }

  @Test
  void badLorasAreNamed() {
    Path text = models.resolve("text.safetensors");
    new SafetensorsWriter()
        .add("lora_te_q.lora_down.weight", TinyModels.values("a", 2, 8))
        .write(text);
    assertThatThrownBy(() -> animator().lora(text, 1).build())
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("Nothing in " + text);
    assertThatThrownBy(() -> animator().lora(text, Double.NaN))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("NaN");
  }
}
