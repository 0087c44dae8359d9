package io.asva.media.dataset;

import static io.asva.media.dataset.Folders.videos;
import static io.asva.media.dataset.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetTest {
  private static final String ENCODINGS = "class_clip_text_encodings_stable-diffusion-v1-5";

  private final Path root;

  DatasetTest(@TempDir Path root) {
    this.root = root;
  }

  @ParameterizedTest
  @ValueSource(strings = {"AVSync15", "Mine"})
  void aMappingAndListsAreTheLayoutOfAvSync15(String name) {
    Path folder = lists(name, "lions_roaring/a.mp4");
    write(folder.resolve("class_mapping.json"), "{\"lions_roaring\": \"lions roaring\"}");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.layout()).isEqualTo(Layout.AVSYNC15);
    assertThat(dataset.name()).isEqualTo(name);
    assertThat(file(dataset, Split.TEST)).isEqualTo(folder.resolve("videos/lions_roaring/a.mp4"));
    assertThat(dataset.text("lions_roaring")).isEqualTo("lions roaring");
    assertThat(dataset.text("other")).isEqualTo("other");
  }

  @Test
  void videosInFoldersOfTheirSplitsAreTheLayoutOfLandscapes() {
    Path folder = lists("Seas", "waves/a.mp4");
    videos(folder, "videos/train/waves/a.mp4", "videos/test/waves/a.mp4");
    write(folder.resolve("class_mapping.json"), "{\"waves\": \"big waves\"}");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.layout()).isEqualTo(Layout.LANDSCAPES);
    assertThat(file(dataset, Split.TEST)).isEqualTo(folder.resolve("videos/test/waves/a.mp4"));
    assertThat(file(dataset, Split.TRAIN)).isEqualTo(folder.resolve("videos/train/waves/a.mp4"));
    assertThat(dataset.text("waves")).isEqualTo("big waves");
  }

  @Test
  void aCategoryCalledTrainIsNoSplit() {
    Path folder = lists("Vehicles", "train/a.mp4");
    videos(folder, "videos/train/a.mp4");
    write(folder.resolve("class_mapping.json"), "{}");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.layout()).isEqualTo(Layout.AVSYNC15);
    assertThat(file(dataset, Split.TRAIN)).isEqualTo(folder.resolve("videos/train/a.mp4"));
  }

  @Test
  void encodingsWithoutAMappingAreTheLayoutOfTheGreatestHits() {
    Path folder = lists("Sticks", "2015/a.mp4");
    write(folder.resolve(ENCODINGS + ".pt"), "");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.layout()).isEqualTo(Layout.THE_GREATEST_HITS);
    assertThat(dataset.text("2015")).isEqualTo("hitting with a stick");
    assertThat(Dataset.open(lists("TheGreatestHits", "a.mp4")).layout())
        .isEqualTo(Layout.THE_GREATEST_HITS);
  }

  @Test
  void listsAndVideosAloneAreTheLayoutOfVggss() {
    Dataset dataset = Dataset.open(lists("VGGSS", "a.mp4"));
    assertThat(dataset.layout()).isEqualTo(Layout.VGGSS);
    assertThat(dataset.text("dog_barking")).isEqualTo("dog_barking");
    assertThat(dataset.videos(Split.TEST).videos()).hasSize(1);
  }

  @Test
  void withoutListsAllVideosAreInBothSplits() {
    Path folder = root.resolve("plain");
    videos(folder, "b.mp4", "dogs/a.mp4");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.layout()).isEqualTo(Layout.FOLDER);
    for (Split split : Split.values()) {
      assertThat(dataset.videos(split).videos())
          .extracting(DatasetVideo::name)
          .containsExactly("b.mp4", "dogs/a.mp4");
    }
    videos(folder, "videos/c.mp4");
    assertThat(file(dataset, Split.TEST)).isEqualTo(folder.resolve("videos/c.mp4"));
  }

  @Test
  void foldersOfSplitsServeWithoutLists() {
    Path folder = root.resolve("split");
    videos(folder, "videos/train/a/1.mp4", "videos/test/a/2.mp4");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.videos(Split.TEST).videos().get(0).name()).isEqualTo("a/2.mp4");
    assertThat(dataset.videos(Split.TRAIN).videos().get(0).name()).isEqualTo("a/1.mp4");
  }

  @Test
  void encodingsInSafetensorsComeFirst() {
    Path folder = lists("Mine", "a.mp4");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.textEncodings()).isEqualTo(folder.resolve(ENCODINGS + ".pt"));
    Path safe = write(folder.resolve(ENCODINGS + ".safetensors"), "");
    assertThat(dataset.textEncodings()).isEqualTo(safe);
  }

  @Test
  void aMissingListIsNamed() {
    Path folder = root.resolve("half");
    write(folder.resolve("test.txt"), "a.mp4");
    Dataset dataset = Dataset.open(folder);
    assertThat(dataset.videos(Split.TEST).videos()).hasSize(1);
    assertThatThrownBy(() -> dataset.videos(Split.TRAIN))
        .isInstanceOf(DatasetException.class)
        .hasMessage("There is no list of videos " + folder.resolve("train.txt") + ".");
  }

  @Test
  void whatCanNotBeUsedIsRefused() {
    assertThatThrownBy(() -> Dataset.open(root.resolve("none")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("There is no data set in " + root.resolve("none"));
    for (String mapping : new String[] {"[]", "{\"a\": 1}", "{\"a\""}) {
      Path folder = lists("bad", "a.mp4");
      write(folder.resolve("class_mapping.json"), mapping);
      assertThatThrownBy(() -> Dataset.open(folder))
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("class_mapping.json");
    }
  }

  private Path lists(String name, String video) {
    Path folder = root.resolve(name);
    write(folder.resolve("train.txt"), video);
    write(folder.resolve("test.txt"), video);
    return folder;
  }

  private static Path file(Dataset dataset, Split split) {
    return dataset.videos(split).videos().get(0).file();
  }
}
