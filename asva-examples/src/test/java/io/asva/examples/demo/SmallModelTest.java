package io.asva.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.config.ModelConfig;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallModelTest {
  private final Path cache;
  private final ModelFolder folder;

  SmallModelTest(@TempDir Path cache) {
    this.cache = cache;
    this.folder = ModelFolder.ofDataset(SmallModel.in(cache), SmallModel.DATASET);
  }

  @Test
  void hasEveryPartOfTheReferencesLayout() {
    assertThat(folder.missing()).isEmpty();
    assertThat(folder.hasTextEncoder()).isTrue();
  }

  @Test
  void isMadeOnceAndTheSameEveryTime(@TempDir Path other) throws IOException {
    Path made = SmallModel.in(cache);
    assertThat(made).isEqualTo(folder.root());
    try (Stream<Path> files = Files.list(cache)) {
      assertThat(files).containsExactly(made);
    }
    Path again = SmallModel.in(other);
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(again.resolve(made.relativize(file))).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void aFolderThatIsThereIsNotTouched() throws IOException {
    Path note = Files.writeString(folder.root().resolve("note"), "mine");
    SmallModel.in(cache);
    assertThat(note).hasContent("mine");
  }

  @Test
  void itsVocabularyIsThatOfItsTextEncoder() {
    BpeTokenizer tokenizer = BpeTokenizer.read(folder.tokenizer());
    assertThat(tokenizer.vocabularySize()).isEqualTo(SmallModel.VOCABULARY.size());
    ModelConfig config = ModelConfig.read(folder.textEncoder().resolve("config.json"));
    assertThat(config.count("vocab_size", 1, 1000)).isEqualTo(SmallModel.VOCABULARY.size());
    long[] bell = tokenizer.clip(List.of("bell")).values();
    assertThat(bell[2]).as("'bell' is one token").isEqualTo(SmallModel.VOCABULARY.size() - 1);
  }

  @Test
  void itsFilesSayThatTheyAreNotTrained() {
    Path file = folder.unet().resolve("diffusion_pytorch_model.safetensors");
    assertThat(Weights.open(file).tensors()).isNotEmpty();
    assertThat(file).satisfies(f -> assertThat(start(f)).contains("not trained"));
  }

  private static String start(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(200), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }
}
