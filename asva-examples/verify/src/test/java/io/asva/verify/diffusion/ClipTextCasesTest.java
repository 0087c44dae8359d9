package io.asva.verify.diffusion;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.testing.ChangedWeights;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClipTextCasesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "text_model.embeddings.position_embedding.weight",
        "text_model.encoder.layers.0.self_attn.v_proj.weight",
        "text_model.encoder.layers.1.mlp.fc1.bias",
        "text_model.final_layer_norm.weight",
      })
  void oneChangedWeightTurnsTheComparisonRed(String name) {
    GoldenCases.assertFails(
        new ClipTextCases(weights -> ChangedWeights.perturbed(weights, name)),
        GoldenCases.ofKind("clip.text").get(0));
  }

  @Test
  void theOtherActivationTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    GoldenCase gelu =
        CaseCopies.changed(
            GoldenCases.ofKind("clip.text").get(0),
            folder,
            json -> ((ObjectNode) json.path("config")).put("hidden_act", "gelu"));
    GoldenCases.assertFails(new ClipTextCases(), gelu);
  }
}
