package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.random.GaussianNoise;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.ModelFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeLoraCommandTest {
  private static final Path UNET = ModelFolder.ofDataset(SmallDemo.MODELS, "Demo").unet();
  private static final String WEIGHTS = "diffusion_pytorch_model";
  private static final String CONV = "conv_in.weight";

  private final Path lora;
  private final Path to;

  MergeLoraCommandTest(@TempDir Path folder) {
    this.lora = folder.resolve("lora.safetensors");
    this.to = folder.resolve("merged/unet");
    WeightTensor conv = base().require(CONV);
    int in = conv.shape().dim(1);
    int kernel = conv.shape().dim(2);
    GaussianNoise noise = GaussianNoise.of(1);
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .add("lora_unet_conv_in.lora_down.weight", noise.fill(2, in, kernel, kernel))
            .add("lora_unet_conv_in.lora_up.weight", noise.fill(conv.shape().dim(0), 2, 1, 1))
            .add("lora_te_text_model.alpha", noise.fill(1));
    for (int i = 0; i < 7; i++) {
      writer.add("other." + i, noise.fill(1));
    }
    writer.write(lora);
  }

  private static Weights base() {
    return Weights.openFolder(UNET, WEIGHTS);
  }

  private CommandRun merge(String... more) {
    String[] first = {
      "merge-lora", "--unet", UNET.toString(), "--lora", lora.toString(), "--to", to.toString()
    };
    String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return CommandRun.of(all);
  }

  @Test
  void writesAFolderAndTellsWhatDidNotFit() {
    CommandRun run = merge("--scale", "0.5");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("to 1 layers", "Wrote " + to);
    assertThat(run.err())
        .contains("left out 1 tensors for a text encoder")
        .contains("left out 7 that the UNet has no layer for: other.0, other.1,")
        .contains("other.4 and 2 more");
    Weights merged = Weights.openFolder(to, WEIGHTS);
    assertThat(merged.tensors()).hasSameSizeAs(base().tensors());
    for (WeightTensor tensor : base().tensors()) {
      boolean same = merged.map(merged.require(tensor.name())).equals(base().map(tensor));
      assertThat(same).as(tensor.name()).isEqualTo(!tensor.name().equals(CONV));
      assertThat(merged.require(tensor.name()).type()).isEqualTo(tensor.type());
    }
    assertThat(to.resolve("config.json")).hasSameBinaryContentAs(UNET.resolve("config.json"));
  }

  @Test
  void nothingIsOverwrittenUnlessTold() {
    assertThat(merge().code()).isZero();
    CommandRun again = merge();
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).contains("exists and is kept");
    assertThat(merge("--overwrite", "--scale", "0").code()).isZero();
  }

  @Test
  void mistakesAreNamed() {
    assertThat(merge("--scale", "NaN").err()).contains("scale").contains("NaN");
    assertThat(merge("--lora", "none.safetensors").code()).isNotZero();
    assertThat(
            CommandRun.of("merge-lora", "--unet", "none", "--lora", lora.toString(), "--to", "x")
                .err())
        .contains("none");
    assertThat(to).doesNotExist();
  }
}
