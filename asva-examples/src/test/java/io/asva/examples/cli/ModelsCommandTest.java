package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.layout.ModelsLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private final Path models;

  ModelsCommandTest(@TempDir Path models) {
    this.models = models;
  }

  private CommandRun run(String... more) {
    String[] all = new String[more.length + 2];
    System.arraycopy(more, 0, all, 2, more.length);
    all[0] = "models";
    all[1] = "--models=" + models;
    return CommandRun.of(all);
  }

  @Test
  void listsWhatIsMissingAndWhereItIsPublished() {
    CommandRun run = run("--dataset=Landscapes");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("Models for animate (Landscapes) in " + models)
        .containsPattern(
            "missing +UNet +size \\? +checkpoints/audio-cond_animation/landscapes_audio-cond_cfg/"
                + "ckpts/checkpoint-24000/modules/unet/diffusion_pytorch_model.bin\n"
                + " +by hand from https://drive.google.com/")
        .containsPattern("missing +ImageBind +4\\.80 GB +\\.checkpoints/imagebind_huge.pth\n")
        .contains("0 of 13 files are here. Lacking: 9.");
  }

  @Test
  void saysWhatLiesInTheWrongPlace() throws IOException {
    Path place = new ModelsLayout(models).imageBind();
    Files.createDirectories(place.getParent());
    Files.writeString(place, "<html>Sign in</html>");
    assertThat(run("--for", "sync,evaluate").out())
        .contains("Models for sync, evaluate (AVSync15)")
        .containsPattern(
            "another kind +ImageBind .*\n +it is a web page, such as one that asks to sign in");
  }

  @Test
  void refusesWorkThatItDoesNotKnow() {
    CommandRun run = run("--for=play");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("'play' is none of animate, sync, evaluate, train");
  }

  @Test
  void numbersOfBytesAreShort() {
    assertThat(ModelsListingText.bytes(547)).isEqualTo("547 B");
    assertThat(ModelsListingText.bytes(999_999)).isEqualTo("1.00 MB");
    assertThat(ModelsListingText.bytes(95_628_359)).isEqualTo("95.6 MB");
    assertThat(ModelsListingText.bytes(4_803_584_173L)).isEqualTo("4.80 GB");
  }
}
