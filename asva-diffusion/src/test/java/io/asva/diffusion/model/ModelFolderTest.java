package io.asva.diffusion.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.diffusion.AnimationException;
import io.asva.diffusion.FrameSize;
import io.asva.diffusion.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {
  private static final Path HITS = Path.of("src/test/resources/golden/installation-hits/tree");

  @Test
  void findsThePartsOfADataSetInTheOriginalsLayout() {
    ModelFolder folder = ModelFolder.ofDataset(HITS, "thegreatesthits");
    assertThat(folder.name()).isEqualTo("TheGreatestHits");
    assertThat(folder.size()).isEqualTo(new FrameSize(128, 256));
    assertThat(folder.missing()).isEmpty();
    assertThat(folder.hasTextEncoder()).isTrue();
    assertThat(folder.unet()).endsWith(Path.of("checkpoint-16000/modules/unet"));
    assertThat(ModelFolder.datasets(HITS)).containsExactly("TheGreatestHits");
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
        .isInstanceOf(AnimationException.class)
        .hasMessage("There is no folder " + root.resolve("gone") + " to take the models from.");
    assertThatThrownBy(() -> ModelFolder.ofDataset(root.resolve("gone"), "AVSync15"))
        .isInstanceOf(AnimationException.class);
  }
}
