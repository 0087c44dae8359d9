package io.asva.verify.core;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.text.BpeTokenizer;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kind {@code clip.tokenizer}; the vocabulary lies beside the case. */
public final class TokenizerCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("clip.tokenizer");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    BpeTokenizer tokenizer =
        BpeTokenizer.read(
            golden
                .folder()
                .toAbsolutePath()
                .resolveSibling(golden.json().path("files").asText("clip-tokenizer")));
    return golden.compare(
        Map.of(
            "ids", tokenizer.clip(texts(golden.json().path("texts"))),
            "imagebind_ids", tokenizer.imageBind(texts(golden.json().path("imagebind_texts")))));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
