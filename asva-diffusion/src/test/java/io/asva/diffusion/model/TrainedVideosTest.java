package io.asva.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.media.ClipSampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedVideosTest {
  private static final TrainedVideos VIDEOS =
      new TrainedVideos(
          "Drawn", new FrameSize(64, 96), new ClipSampling(8, 4.5), List.of("a frog", "a drum"));

  private final Path unet;

  TrainedVideosTest(@TempDir Path unet) {
    this.unet = unet;
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    String config = VIDEOS.in("{\"in_channels\": 4, \"trained_on\": {\"dataset\": \"before\"}}");
    Files.writeString(unet.resolve("config.json"), config);
    assertThat(config).contains("\"in_channels\" : 4").doesNotContain("before");
    assertThat(TrainedVideos.of(unet)).contains(VIDEOS);
  }

  @Test
  void aConfigurationThatSaysNothingIsOld() throws IOException {
    assertThat(TrainedVideos.of(unet)).isEmpty();
    Files.writeString(unet.resolve("config.json"), "{\"in_channels\": 4}");
    assertThat(TrainedVideos.of(unet)).isEmpty();
    Files.writeString(unet.resolve("config.json"), "no JSON");
    assertThat(TrainedVideos.of(unet)).isEmpty();
  }

  @Test
  void nonsenseIsNamedWithItsFile() throws IOException {
    Path file = unet.resolve("config.json");
    Files.writeString(file, "{\"trained_on\": {\"height\": 64, \"width\": 0}}");
    assertThatThrownBy(() -> TrainedVideos.of(unet))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageStartingWith(file + ", trained_on: A video of 64x0 (height x width)")
        .hasMessageEndingWith("Correct it, or take it out.");
    Files.writeString(file, "{\"trained_on\": {\"height\": 64, \"width\": 64}}");
    assertThatThrownBy(() -> TrainedVideos.of(unet)).hasMessageContaining("at least one frame");
  }

  @Test
  void onlyAnObjectCanSayIt() {
    assertThatThrownBy(() -> VIDEOS.in("[]")).isInstanceOf(ModelFolderException.class);
    assertThatThrownBy(() -> VIDEOS.in("{")).isInstanceOf(ModelFolderException.class);
  }
}
