package io.asva.media.dataset;

import static io.asva.media.dataset.Folders.videos;
import static io.asva.media.dataset.Folders.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VideoListTest {
  private final Path folder;

  VideoListTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void aListKeepsItsOrderAndWhatIsListedTwice() {
    VideoList list = list("b/2.mp4\na/1.mp4\nb/2.mp4\n");
    assertThat(list.videos())
        .extracting(DatasetVideo::name)
        .containsExactly("b/2.mp4", "a/1.mp4", "b/2.mp4");
    assertThat(list.videos().get(1).file()).isEqualTo(folder.resolve("videos/a/1.mp4"));
    assertThat(list.source()).isEqualTo(folder.resolve("test.txt"));
    assertThat(list.root()).isEqualTo(folder.resolve("videos"));
  }

  @Test
  void blankLinesWhiteSpaceLineEndsAndAByteOrderMarkAreTaken() {
    assertThat(list("\uFEFFa b/1.mp4\r\n\r\n  a b/2 x.mp4\t\r\n\n\n./c/3.mp4").videos())
        .extracting(DatasetVideo::name)
        .containsExactly("a b/1.mp4", "a b/2 x.mp4", "c/3.mp4");
    assertThat(list("a\\1.mp4").videos().get(0).name()).isEqualTo("a/1.mp4");
  }

  @Test
  void theCategoryIsTheFirstComponentAsItIs() {
    assertThat(list("lions_roaring/x/1.mp4\n2.mp4").videos())
        .extracting(DatasetVideo::category)
        .containsExactly("lions_roaring", "");
  }

  @Test
  void theStemLeavesMp4OutAndNoOtherEnding() {
    assertThat(list("a.b/1.x.mp4\na/b.webm\na.b/none").videos())
        .extracting(DatasetVideo::stem)
        .containsExactly("a.b/1.x", "a/b.webm", "a.b/none");
  }

  @Test
  void clipsArePartsOfVideosWhoseNamesMayHoldCommas() {
    Path file = write(folder.resolve("test.txt"), "a/x,y.mp4, 1.5 ,3\na/x,y.mp4,3,4e0\n");
    assertThat(VideoList.read(file, folder, ListType.CLIP).videos())
        .allSatisfy(video -> assertThat(video.name()).isEqualTo("a/x,y.mp4"))
        .extracting(DatasetVideo::segment)
        .containsExactly(new Segment(1.5, 3), new Segment(3, 4));
    assertThat(list("a/x,y.mp4").videos().get(0).segment()).isEqualTo(Segment.WHOLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a/1.mp4",
        "a/1.mp4,1",
        "a/1.mp4,1,b",
        "a/1.mp4,2,1",
        "a/1.mp4,-1,1",
        "a/1.mp4,0,Infinity",
        "a/1.mp4,NaN,1"
      })
  void aLineThatIsNoClipIsRefusedWithItsNumber(String line) {
    Path file = write(folder.resolve("test.txt"), "a/1.mp4,0,1\n\n" + line + "\n");
    assertThatThrownBy(() -> VideoList.read(file, folder, ListType.CLIP))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ", line 3: ")
        .hasMessageContaining("second")
        .hasMessageNotContaining("Exception");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x.mp4", "a/../../x.mp4", "a/..", "/etc/x.mp4", "a//x.mp4", "a/", "..\\x.mp4"})
  void aNameThatLeavesTheFolderOrIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> list("a/1.mp4\n" + name))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("test.txt, line 2: ")
        .hasMessageContaining(name);
  }

  @Test
  void aNameThatNoFileCanHaveIsRefused() {
    assertThatThrownBy(() -> list("a/\0.mp4"))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("\"a/?.mp4\" can't be the name of a file");
  }

  @Test
  void whatIsNoListIsRefused() throws IOException {
    assertThatThrownBy(() -> list("\n \n")).hasMessageContaining("names no video");
    Path missing = folder.resolve("none.txt");
    assertThatThrownBy(() -> VideoList.read(missing, folder, ListType.VIDEO))
        .isInstanceOf(DatasetException.class)
        .hasMessage("There is no list of videos " + missing + ".");
    Path binary = Files.write(folder.resolve("b.txt"), new byte[] {'a', (byte) 0xC3, '\n'});
    assertThatThrownBy(() -> VideoList.read(binary, folder, ListType.VIDEO))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("isn't text in UTF-8");
    assertThatThrownBy(() -> list("x".repeat(5000)))
        .hasMessageContaining("no name of a video")
        .satisfies(e -> assertThat(e.toString().length()).isLessThan(400));
    assertThatThrownBy(() -> list("a\n".repeat(500_001)))
        .hasMessageContaining("lists more than 500000 videos");
  }

  @Test
  void aFolderGivesItsVideosSortedByName() throws IOException {
    videos(folder, "b/2.MP4", "b/1.webm", "a.mov", "notes.txt", ".hidden.mp4", ".git/x.mp4");
    Files.createSymbolicLink(folder.resolve("b/loop"), folder);
    VideoList list = VideoList.ofFolder(folder);
    assertThat(list.videos())
        .containsExactly(
            new DatasetVideo("a.mov", folder.resolve("a.mov"), "", Segment.WHOLE),
            new DatasetVideo("b/1.webm", folder.resolve("b/1.webm"), "b", Segment.WHOLE),
            new DatasetVideo("b/2.MP4", folder.resolve("b/2.MP4"), "b", Segment.WHOLE));
  }

  @Test
  void aFolderWithoutVideosIsRefused() {
    assertThatThrownBy(() -> VideoList.ofFolder(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(folder + " holds no videos");
    assertThatThrownBy(() -> VideoList.ofFolder(folder.resolve("none")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("There is no folder of videos");
  }

  private VideoList list(String text) {
    Path file = write(folder.resolve("test.txt"), text);
    return VideoList.read(file, folder.resolve("videos"), ListType.VIDEO);
  }
}
