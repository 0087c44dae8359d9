package io.asva.core.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.LongTensor;
import io.asva.core.testing.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BpeTokenizerTest {
  private static final Path FILES = Path.of("src/test/resources/golden/clip-tokenizer");
  private static final BpeTokenizer TOKENIZER = BpeTokenizer.read(FILES);

  @Test
  void theWholeVocabularyIsThere() {
    assertThat(TOKENIZER.vocabularySize()).isEqualTo(49_408);
  }

  @Test
  void paddingIsTheEndTokenForClipAndZeroForImageBind() {
    assertThat(row(TOKENIZER.clip(List.of("")))).startsWith(49406).endsWith(49407, 49407);
    assertThat(row(TOKENIZER.imageBind(List.of("")))).startsWith(49406, 49407, 0).endsWith(0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "'A  DOG\tbarking', 'a dog barking'",
    "it\u2019s, it's",
    "\uFB01re, fire",
    "cafe\u0301, caf\u00e9",
    "rock &amp; roll, rock & roll",
    "\uFF24\uFF2F\uFF27, dog",
    "'\u001b[31mred\u001b[0m', red",
    "PEREZ &EACUTE;, perez \u00e9",
    "a\u0007b, ab"
  })
  void textIsRepairedBeforeItIsEncoded(String broken, String repaired) {
    assertThat(row(TOKENIZER.clip(List.of(broken))))
        .containsExactly(row(TOKENIZER.clip(List.of(repaired))));
    assertThat(row(TOKENIZER.imageBind(List.of(broken))))
        .containsExactly(row(TOKENIZER.imageBind(List.of(repaired))));
  }

  @Test
  void onlyImageBindResolvesReferencesBesideAnAngleBracket() {
    long[] plain = row(TOKENIZER.imageBind(List.of("a < b & c")));
    assertThat(row(TOKENIZER.imageBind(List.of("a < b &amp c")))).containsExactly(plain);
    assertThat(row(TOKENIZER.clip(List.of("a < b &amp; c"))))
        .isNotEqualTo(row(TOKENIZER.clip(List.of("a < b & c"))));
  }

  @Test
  void specialTokensInsideTextAreFoundFirstByClipAlone() {
    assertThat(row(TOKENIZER.clip(List.of("!<|endoftext|>")))).startsWith(49406, 256, 49407);
    assertThat(row(TOKENIZER.imageBind(List.of("!<|endoftext|>"))))
        .startsWith(49406)
        .doesNotContain(256);
  }

  @Test
  void longTextIsCutToSeventySevenTokens() {
    long[] ids = row(TOKENIZER.clip(List.of("dog ".repeat(500))));
    assertThat(ids).hasSize(77);
    assertThat(ids[75]).isEqualTo(ids[1]);
    assertThat(ids[76]).isEqualTo(49407);
  }

  @Test
  void aWordOfAHundredThousandLettersTakesNoLongTime() {
    String word = "abcdefghij".repeat(10_000);
    ProcessorTime time = ProcessorTime.start();
    TOKENIZER.clip(List.of(word));
    assertThat(time.passed()).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void refusesAFolderWithoutVocabulary(@TempDir Path folder) {
    assertThatThrownBy(() -> BpeTokenizer.read(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("vocab.json is missing");
  }

  @Test
  void refusesAVocabularyThatIsNone(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("vocab.json"), "[1, 2");
    assertThatThrownBy(() -> BpeTokenizer.read(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("vocab.json must hold a JSON object from tokens to ids");
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": null}");
    assertThatThrownBy(() -> BpeTokenizer.read(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("id of 0 or more");
    Files.writeString(folder.resolve("vocab.json"), "{\"a\": 1}");
    assertThatThrownBy(() -> BpeTokenizer.read(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("it isn't CLIP's");
  }

  @Test
  void refusesMergesThatDoNotBelongToTheVocabulary(@TempDir Path folder) throws IOException {
    Files.copy(FILES.resolve("vocab.json"), folder.resolve("vocab.json"));
    assertThatThrownBy(() -> BpeTokenizer.read(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("merges.txt is missing");
    Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\ni n\nqqq zzz\n");
    assertThatThrownBy(() -> BpeTokenizer.read(folder))
        .isInstanceOf(TokenizerException.class)
        .hasMessageContaining("merges.txt, line 3")
        .hasMessageContaining("qqq zzz");
  }

  private static long[] row(LongTensor ids) {
    assertThat(ids.shape().dims()).containsExactly(1, 77);
    return Arrays.copyOf(ids.values(), 77);
  }
}
