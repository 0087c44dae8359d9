package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.config.ModelConfig;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.model.Distilled;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.ClipTextGraph;
import io.asva.examples.demo.SmallModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfoCommandTest {
  private static final String VAE = "pretrained/stable-diffusion-v1-5/vae/";

  private final Path models;

  InfoCommandTest(@TempDir Path folder) {
    this.models = SmallModel.in(folder);
  }

  @Test
  void namesLibrariesAndDevices() {
    CommandRun run = CommandRun.of("info");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .containsPattern("Java +17|Java +[2-9][0-9]")
        .containsPattern("ONNX Runtime +1\\.[0-9]+\\.[0-9]+ with CPUExecutionProvider")
        .containsPattern("FFmpeg +[0-9]+\\.")
        .containsPattern("JavaCPP +1\\.5\\.")
        .containsPattern("device +(CPU|CUDA device 0): ");
  }

  @Test
  void acceptsACompleteModel() {
    CommandRun run = info();
    assertThat(run.out()).contains("ok       UNet", "ok       VAE", "parameters, F32");
    assertThat(run.code()).isZero();
  }

  @Test
  void saysWhatAModelWasTrainedOnWithoutBeingToldItsDataSet(@TempDir Path cache) {
    CommandRun run = CommandRun.of("info", "--models", DemoModels.in(cache).toString());
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(run.out())
        .contains("Model Demo (96x96) in ")
        .contains("trained on Demo: 12 frames of 96x96, 6 a second; ball bouncing, bell ringing, ");
  }

  @Test
  void aDistilledModelSaysHowItIsUsedAndWhoGuidesItIsTold() throws IOException {
    Path config = ModelFolder.ofDataset(models, SmallModel.DATASET).unet().resolve("config.json");
    Files.writeString(config, new Distilled(4, 1, 50, 10).in(Files.readString(config)));
    String how = "distilled with audio guidance 4.0 and text guidance 1.0: take --scheduler lcm";
    assertThat(info().out()).contains(how, "few of 50 --steps");
    List<String> animate =
        List.of(
            "animate",
            "--models=" + models,
            "--category=" + SmallModel.CATEGORY,
            "--image=" + SmallDemo.IMAGE,
            "--audio=" + SmallDemo.AUDIO,
            "--save_path=" + models.resolve("out.mp4"),
            "--overwrite",
            "--scheduler=lcm",
            "--steps=1",
            "--audio_guidance");
    CommandRun guided = animated(animate, "4");
    assertThat(guided.code()).as(guided.err()).isZero();
    assertThat(guided.err()).contains("Note: this model was " + how);
    assertThat(animated(animate, "1").err()).contains("Denoised").doesNotContain("distilled");
  }

  private static CommandRun animated(List<String> command, String guidance) {
    return CommandRun.of(
        Stream.concat(command.stream(), Stream.of(guidance)).toArray(String[]::new));
  }

  @Test
  void namesAMissingPart() throws IOException {
    Files.delete(models.resolve(".checkpoints/imagebind_huge.pth"));
    CommandRun run = info();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).containsPattern("missing +audio encoder +\\.checkpoints/imagebind_huge");
  }

  @Test
  void namesTensorsOfTheWrongShape() throws IOException {
    Path file = models.resolve(VAE + "diffusion_pytorch_model.safetensors");
    new SafetensorsWriter().add("encoder.conv_in.weight", FloatTensor.zeros(2, 3)).replace(file);
    CommandRun run = info();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .containsPattern("wrong +VAE")
        .contains(
            "encoder.conv_in.weight is 2x3, expected 8x3x3x3", "missing encoder.conv_in.bias");
  }

  @Test
  void namesPartsThatDontFitEachOther() throws IOException {
    Path encoder = models.resolve("pretrained/stable-diffusion-v1-5/text_encoder");
    Path config = encoder.resolve("config.json");
    Files.writeString(
        config, Files.readString(config).replace("\"hidden_size\": 32", "\"hidden_size\": 48"));
    ClipTextConfig wider = ClipTextConfig.of(ModelConfig.read(config));
    new SafetensorsWriter()
        .addAll(
            RecipeWeights.of(new WeightRecipe("wider", 1), List.of(), ClipTextGraph.weights(wider)))
        .replace(encoder.resolve("model.safetensors"));
    CommandRun run = info();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("The UNet takes text of 32 channels, the network text gives 48.");
  }

  @Test
  void aFolderWithoutModelsLacksEverything(@TempDir Path empty) {
    CommandRun run = CommandRun.of("info", "--models", empty.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).containsPattern("missing +UNet");
  }

  private CommandRun info() {
    return CommandRun.of("info", "--models", models.toString(), "--dataset", SmallModel.DATASET);
  }
}
