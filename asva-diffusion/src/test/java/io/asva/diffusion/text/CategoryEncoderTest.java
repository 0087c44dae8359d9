package io.asva.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.Progress;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.TextException;
import io.asva.diffusion.testing.TinyModels;
import io.asva.media.dataset.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CategoryEncoderTest {
  private static final String MAPPING =
      "{\"lions_roaring\": \"lions roaring\", \"big_cats\": \"lions roaring\", \"dog\": \"dog barking\"}";

  private final Path folder;

  CategoryEncoderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatIsWrittenIsFoundByCategoryAndIsWhatTheEncoderGives() {
    Dataset dataset = dataset(MAPPING, "lions_roaring/a.mp4");
    Path file = Dataset.newEncodingsIn(dataset.folder());
    List<Progress> told = new ArrayList<>();
    try (FolderTextSource source = tiny()) {
      List<String> texts = CategoryEncoder.textsOf(dataset);
      assertThat(texts).containsExactly("lions roaring", "dog barking");
      new CategoryEncoder(source).write(texts, file, IfExists.FAIL, new ProgressMonitor(told::add));
      CategoryEncodings read = CategoryEncodings.open(dataset.textEncodings(), file("m"));
      assertThat(read.names()).containsExactly("lions roaring", "dog barking");
      assertThat(read.channels()).isEqualTo(TinyModels.TEXT);
      CategoryEncodings mapped =
          CategoryEncodings.open(dataset.textEncodings(), dataset.classMapping());
      for (String category : List.of("big_cats", "lions_roaring", "lions roaring")) {
        assertThat(mapped.find(category).orElseThrow().values())
            .isEqualTo(source.text("lions roaring", new Cancellation()).values());
      }
    }
    assertThat(told).last().isEqualTo(new Progress("encoding texts", 2, 2));
  }

  @Test
  void theOneTextOfTheGreatestHitsAndCategoriesWithoutAMappingAreTexts() {
    Dataset hits = dataset("TheGreatestHits", null, "2015/a.mp4");
    assertThat(CategoryEncoder.textsOf(hits)).containsExactly("hitting with a stick");
    assertThat(
            CategoryEncoder.textsOf(dataset("Mine", null, "dog_barking/a.mp4\ncat/b.mp4\nc.mp4")))
        .containsExactly("dog barking", "cat");
    assertThatThrownBy(() -> CategoryEncoder.textsOf(dataset("None", null, "a.mp4")))
        .isInstanceOf(TextException.class)
        .hasMessageContaining("no categories to encode");
  }

  @Test
  void whatIsThereIsKeptUnlessAskedToReplaceIt() throws IOException {
    Path file = file("mine.safetensors");
    Files.writeString(file, "mine");
    try (FolderTextSource source = tiny()) {
      CategoryEncoder encoder = new CategoryEncoder(source);
      assertThatThrownBy(() -> write(encoder, file, IfExists.FAIL, new Cancellation()))
          .isInstanceOf(TextException.class)
          .hasMessageContaining("exists and is kept");
      assertThat(file).hasContent("mine");
      Cancellation cancelled = new Cancellation();
      cancelled.cancel();
      assertThatThrownBy(() -> write(encoder, file, IfExists.REPLACE, cancelled))
          .isInstanceOf(CancelledException.class);
      assertThat(file).hasContent("mine");
      write(encoder, file, IfExists.REPLACE, new Cancellation());
      assertThatThrownBy(
              () -> write(encoder, file("no/a.safetensors"), IfExists.FAIL, new Cancellation()))
          .isInstanceOf(TextException.class)
          .hasMessageEndingWith("/no; create it first.");
    }
    assertThat(CategoryEncodings.open(file, file("none")).names()).containsExactly("a");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).doesNotContain(".part");
    }
  }

  private static void write(
      CategoryEncoder encoder, Path file, IfExists ifExists, Cancellation cancellation) {
    encoder.write(List.of("a"), file, ifExists, cancellation.silent());
  }

  private FolderTextSource tiny() {
    Path models = folder.resolve("models");
    TinyModels.folder(models);
    TinyModels.addTextEncoder(models);
    return new FolderTextSource(
        ModelFolder.ofParts(models), Device.cpu(), NetworkOptions.defaults());
  }

  private Dataset dataset(String mapping, String list) {
    return dataset("Mine", mapping, list);
  }

  private Dataset dataset(String name, @Nullable String mapping, String list) {
    Path data = folder.resolve("datasets").resolve(name);
    TinyModels.write(data.resolve("test.txt"), list);
    if (mapping != null) {
      TinyModels.write(data.resolve("class_mapping.json"), mapping);
    }
    return Dataset.open(data);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
