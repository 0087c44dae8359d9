package io.asva.diffusion.text;

import io.asva.core.graph.Graph;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.Configs;
import io.asva.core.testing.Manifests;
import io.asva.core.weights.Weights;
import io.asva.diffusion.testing.TinyModels;
import io.asva.training.testing.NetworkContract;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CLIP's text encoder keeps the contract of all networks. */
class ClipTextContractTest extends NetworkContract {
  private static final String LARGE =
      "{\"hidden_size\": 768, \"intermediate_size\": 3072, \"num_attention_heads\": 12}";

  @Override
  protected Graph graph(WeightCatalogue catalogue) {
    return ClipTextGraph.graph(ClipTextConfig.of(Configs.of(TinyModels.CLIP)), catalogue, 2, 77);
  }

  @Override
  protected Map<String, Shape> described() {
    return ClipTextGraph.weights(ClipTextConfig.of(Configs.of(LARGE)));
  }

  @Override
  protected Map<String, Shape> published() {
    return Manifests.read("clip-text.json", "");
  }

  @Override
  protected boolean isWithoutEffect(String weight) {
    return weight.endsWith(".k_proj.bias");
  }

  @ParameterizedTest
  @CsvSource({"1, 77", "2, 5"})
  void theEnginesAgreeOnTextsOfOtherLengths(int batch, int length) {
    ClipTextConfig config = ClipTextConfig.of(Configs.of(TinyModels.CLIP));
    Weights weights = TinyModels.clipWeights();
    assertEnginesAgree(
        ClipTextGraph.graph(config, WeightCatalogue.of(weights), batch, length), weights);
  }
}
