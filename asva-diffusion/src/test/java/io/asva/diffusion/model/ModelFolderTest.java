package io.asva.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.diffusion.testing.TinyModels;
import io.asva.media.ClipSampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private static final Path HITS = Path.of("src/test/resources/golden/installation-hits/tree");
  private static final FrameSize SIZE = new FrameSize(64, 96);
  private static final ClipSampling SAMPLING = new ClipSampling(8, 4);

  @Test
  void findsThePartsOfADataSetInTheOriginalsLayout() {
    ModelFolder folder = ModelFolder.ofDataset(HITS, "thegreatesthits");
    assertThat(folder.name()).isEqualTo("TheGreatestHits");
    assertThat(folder.size()).isEqualTo(new FrameSize(128, 256));
    assertThat(folder.missing()).isEmpty();
    assertThat(folder.hasTextEncoder()).isTrue();
    assertThat(folder.unet()).endsWith(Path.of("checkpoint-16000/modules/unet"));
    assertThat(Checkpoints.datasets(HITS)).containsExactly("TheGreatestHits");
  }

  @Test
  void ofSeveralCheckpointsThePublishedOneIsTakenElseTheLast(@TempDir Path root)
      throws IOException {
    Path ckpts = root.resolve("checkpoints/audio-cond_animation/landscapes_audio-cond_cfg/ckpts");
    for (String name : new String[] {"checkpoint-9000", "checkpoint-25000", "other", "x-1"}) {
      Files.createDirectories(ckpts.resolve(name));
    }
    assertThat(ModelFolder.ofDataset(root, "Landscapes").unet())
        .isEqualTo(ckpts.resolve("checkpoint-25000/modules/unet"));
    Files.createDirectories(ckpts.resolve("checkpoint-24000"));
    assertThat(ModelFolder.ofDataset(root, "Landscapes").unet())
        .isEqualTo(ckpts.resolve("checkpoint-24000/modules/unet"));
  }

  @Test
  void findsThePartsOfAnyFolder(@TempDir Path root) throws IOException {
    TinyModels.folder(root);
    ModelFolder folder = ModelFolder.ofParts(root);
    assertThat(folder.missing()).isEmpty();
    assertThat(folder.audioEncoder()).isEqualTo(root.resolve("audio_encoder"));
    Files.createFile(root.resolve("imagebind_huge.pth"));
    assertThat(ModelFolder.ofParts(root).audioEncoder())
        .isEqualTo(root.resolve("imagebind_huge.pth"));
    assertThat(folder.parts()).hasSize(9).containsEntry("UNet", root.resolve("unet"));
  }

  @Test
  void aFolderThatIsNotThereIsAnError(@TempDir Path root) {
    assertThatThrownBy(() -> ModelFolder.ofParts(root.resolve("gone")))
        .isInstanceOf(ModelFolderException.class)
        .hasMessage("There is no folder " + root.resolve("gone") + " to take the models from.");
    assertThatThrownBy(() -> ModelFolder.ofDataset(root.resolve("gone"), "AVSync15"))
        .isInstanceOf(ModelFolderException.class);
  }

  @Test
  void aCheckpointSaysItsSizeAndItsDataSet(@TempDir Path root) throws IOException {
    Path unet = unet(root, "drawn", new TrainedVideos("Drawn", SIZE, SAMPLING, List.of("a frog")));
    assertThat(Checkpoints.datasets(root)).containsExactly("Drawn");
    ModelFolder folder = ModelFolder.in(root);
    assertThat(folder.name()).isEqualTo("Drawn");
    assertThat(folder.size()).isEqualTo(SIZE);
    assertThat(folder.unet()).isEqualTo(unet);
    assertThat(folder.trainedOn().orElseThrow().categories()).containsExactly("a frog");
    // A published data set's model that was trained anew at another size.
    unet(root, "landscapes", new TrainedVideos("Landscapes", SIZE, SAMPLING, List.of()));
    assertThat(ModelFolder.ofDataset(root, "Landscapes").size()).isEqualTo(SIZE);
    assertThat(Checkpoints.datasets(root)).containsExactly("Landscapes", "Drawn");
    assertThat(ModelFolder.in(root).missing()).containsKey("UNet");
  }

  @Test
  void aCheckpointThatSaysNothingIsKnownByItsFolders(@TempDir Path root) throws IOException {
    Path unet = Files.createDirectories(unetFolder(root, "drawn"));
    Files.writeString(unet.resolve("config.json"), "{\"in_channels\": 4}");
    assertThat(Checkpoints.datasets(root)).containsExactly("drawn");
    Files.createDirectories(root.resolve("datasets/Drawn"));
    assertThat(Checkpoints.datasets(root)).containsExactly("Drawn");
    ModelFolder folder = ModelFolder.in(root);
    assertThat(folder.size()).isEqualTo(ModelFolder.USUAL_SIZE);
    assertThat(folder.trainedOn()).isEmpty();
    assertThat(ModelFolder.in(HITS).size()).isEqualTo(new FrameSize(128, 256));
  }

  @Test
  void anotherDenoiserBringsItsOwnSize(@TempDir Path root) throws IOException {
    TinyModels.folder(root);
    Path other = unet(root, "x", new TrainedVideos("X", SIZE, SAMPLING, List.of()));
    ModelFolder folder =
        ModelFolder.ofParts(root).with(Optional.of(other), Optional.empty(), Optional.empty());
    assertThat(folder.size()).isEqualTo(SIZE);
  }

  private static Path unet(Path root, String name, TrainedVideos videos) throws IOException {
    Path folder = Files.createDirectories(unetFolder(root, name));
    Files.writeString(folder.resolve("config.json"), videos.in("{\"in_channels\": 4}"));
    return folder;
  }

  private static Path unetFolder(Path root, String name) {
    return root.resolve("checkpoints/audio-cond_animation")
        .resolve(name + "_audio-cond_cfg/ckpts/checkpoint-7/modules/unet");
  }
}
