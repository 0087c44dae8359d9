package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.asva.core.layout.ModelsLayout;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private static final String UNET_CONFIG = "{\"audio_cross_attention_dim\": 768}";

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
        .contains("0 of 13 files are here. Lacking: 9.")
        .contains(
            "asva models get --models "
                + models
                + " --dataset Landscapes --for animate fetches 7 of them.")
        .contains("By hand, with a browser: https://drive.google.com/file/d/1Wa0wK9D_qlk")
        .contains("  UNet, for checkpoints/audio-cond_animation/landscapes_audio-cond_cfg/")
        .contains("asva models put FILE --models " + models + " --dataset Landscapes");
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
  void putsWhatWasDownloadedIntoItsPlace() throws IOException {
    Path download = Files.writeString(models.resolve("config(3).json"), UNET_CONFIG);
    CommandRun run =
        CommandRun.of("models", "put", download.toString(), "--models=" + models.resolve("m"));
    assertThat(run.err()).doesNotContain("asva:");
    assertThat(run.out())
        .isEqualToIgnoringNewLines(
            "UNet, configuration: config(3).json is now checkpoints/audio-cond_animation/"
                + "avsync15_audio-cond_cfg/ckpts/checkpoint-37000/modules/unet/config.json\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void fetchesFromAMirrorAndSaysWhatItHasNot() throws IOException {
    HttpServer mirror =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try {
      mirror.createContext(
          "/",
          exchange -> {
            boolean here = exchange.getRequestURI().getPath().endsWith("/modules/unet/config.json");
            byte[] body = (here ? UNET_CONFIG : "nothing").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(here ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      mirror.start();
      CommandRun run =
          CommandRun.of(
              "models",
              "get",
              "--models=" + models,
              "--mirror=http://127.0.0.1:" + mirror.getAddress().getPort());
      assertThat(run.out())
          .contains("Fetching UNet, configuration to checkpoints/audio-cond_animation/avsync15_");
      assertThat(run.err())
          .contains("/pretrained/stable-diffusion-v1-5/vae/config.json doesn't exist (404)");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run("--dataset=AVSync15").out())
          .containsPattern("here +UNet, configuration +34 B");
    } finally {
      mirror.stop(0);
    }
  }

  @Test
  void whatIsMissingForAnimatingNamesThisCommand() {
    CommandRun run =
        CommandRun.of(
            "animate",
            "--models=" + models,
            "--dataset=AVSync15",
            "--category=lions roaring",
            "--image=" + SmallDemo.IMAGE,
            "--audio=" + SmallDemo.AUDIO,
            "--save_path=" + models.resolve("out.mp4"));
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .contains("asva models --models " + models + " --dataset AVSync15 says where to get them.");
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
