package io.asva.examples.training.text;

import io.asva.core.text.BpeTokenizer;
import io.asva.examples.drawn.Edition;
import io.asva.examples.training.plan.Resources;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.DemoTrainingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The words of the demo: its categories' names, each word one token. Immutable.
 *
 * @param vocabulary with these tokens
 */
public record DemoTexts(DemoVocabulary vocabulary) {

  /** The words for an edition's categories. */
  public static DemoTexts of(Edition edition) {
    return new DemoTexts(
        DemoVocabulary.ofWords(
            edition.categories().stream()
                .flatMap(category -> Arrays.stream(category.text().split(" ")))
                .distinct()
                .toList()));
  }

  /** The text encoder's {@code config.json}. */
  public String config() {
    return Resources.text("text_encoder.json")
        .replace("VOCABULARY", String.valueOf(vocabulary.size()));
  }

  /** Writes the tokenizer's files, and reads them. */
  public BpeTokenizer tokenizer(Path folder) {
    try {
      vocabulary.write(DemoFolder.create(folder));
    } catch (IOException e) {
      throw new DemoTrainingException("Can't write the tokenizer to " + folder + ": " + e, e);
    }
    return BpeTokenizer.read(folder);
  }

  /** The tokens of a text, (77). */
  public static long[] ids(BpeTokenizer tokenizer, String text) {
    return tokenizer.clip(List.of(text)).values();
  }
}
