package io.asva.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.AsvaException;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.Weights;
import io.asva.core.weights.recipe.RecipeWeights;
import io.asva.core.weights.recipe.WeightRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The weights that a golden case's {@code weights} speaks of. */
public final class CaseWeights {
  private CaseWeights() {}

  /**
   * The weights of a case with one network.
   *
   * @param golden the case
   * @param manifest names and shapes of the network's weights
   * @throws AsvaException if the case's recipe is unknown
   */
  public static Weights of(GoldenCase golden, Map<String, Shape> manifest) {
    JsonNode settings = golden.json().path("weights");
    return of(golden, settings, settings.path("seed").asText(), manifest);
  }

  /**
   * The weights of one network of a case with several, each of which has a seed.
   *
   * @param golden the case
   * @param network the seed's key: "vae"
   * @param manifest names and shapes of the network's weights
   * @throws AsvaException if the case's recipe is unknown
   */
  public static Weights of(GoldenCase golden, String network, Map<String, Shape> manifest) {
    JsonNode settings = golden.json().path("weights");
    return of(golden, settings, settings.path("seed").path(network).asText(), manifest);
  }

  private static Weights of(
      GoldenCase golden, JsonNode settings, String seed, Map<String, Shape> manifest) {
    if (settings.path("recipe").asInt() != 1 || seed.isEmpty()) {
      throw new AsvaException(
          "The golden case "
              + golden.name()
              + " has no weights of recipe 1, the only one known, but "
              + settings
              + ".");
    }
    WeightRecipe recipe = new WeightRecipe(seed, settings.path("gain").asDouble(1));
    List<String> skip = new ArrayList<>();
    settings.path("skip").forEach(item -> skip.add(item.asText()));
    return RecipeWeights.of(recipe, skip, manifest);
  }
}
