package io.asva.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncModelsTest {
  @Test
  void missingModelsSayWhoKnowsWhereToGetThem(@TempDir Path empty) {
    SyncModels models = SyncModels.of(empty);
    assertThatThrownBy(models::requireClassifier)
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("missing there: audio_encoder/diffusion_pytorch_model.safetensors")
        .hasMessageEndingWith("asva models --for sync says where to get them.");
    assertThatThrownBy(models::requireImageBind)
        .isInstanceOf(SyncException.class)
        .hasMessageContaining("there is no " + empty.resolve(".checkpoints/imagebind_huge.pth"))
        .hasMessageEndingWith("asva models --for sync says where to get them.");
  }
}
