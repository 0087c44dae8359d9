package io.asva.examples.training.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.text.BpeTokenizer;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.Edition;
import io.asva.examples.training.run.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoTextsTest {
  private final Path folder;

  DemoTextsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource
  void everyWordOfTheCategoriesIsOneToken(Edition edition) {
    BpeTokenizer tokenizer = DemoTexts.of(edition).tokenizer(folder);
    int size = ClipTextConfig.of(Settings.config(DemoTexts.of(edition).config())).vocabSize();
    Set<Long> words = new HashSet<>();

    for (DrawnCategory category : edition.categories()) {
      long[] ids = DemoTexts.ids(tokenizer, category.text());
      assertThat(ids[0]).isEqualTo(size - 2);
      assertThat(ids[3]).as(category.text()).isEqualTo(size - 1);
      words.add(ids[1]);
      words.add(ids[2]);
    }

    assertThat(words).hasSize(2 * edition.categories().size());
    assertThat(tokenizer.vocabularySize()).isEqualTo(size);
  }

  @Test
  void otherWordsAreSpelt() {
    long[] ids = DemoTexts.ids(DemoTexts.of(Edition.FIRST).tokenizer(folder), "zebra");

    assertThat(ids[5]).isLessThan(512);
    assertThat(ids[6]).isEqualTo(ids[76]);
  }
}
