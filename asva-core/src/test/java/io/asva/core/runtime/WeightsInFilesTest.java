package io.asva.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsInFilesTest {
  private static final String NAME = "weights.safetensors";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path folder;

  private static Network open(Weights weights) {
    return Network.open(SmallNetworks.linear(weights), weights, Device.cpu());
  }

  private static void assertDoubles(Network network) {
    assertThat(SmallNetworks.values(network.run(SmallNetworks.x(1, 2, 3, 4)), "y"))
        .containsExactly(2, 4, 6, 8);
  }

  private static void cut(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 4);
    }
  }

  @Test
  void areFoundThroughTheLinksOfADownloadCache() throws Exception {
    Path blobs = Files.createDirectories(folder.resolve("models--a--b/blobs"));
    Path snapshot = Files.createDirectories(folder.resolve("models--a--b/snapshots/0f3c/unet"));
    SmallNetworks.writeDoubling(blobs.resolve("9e107d9d372bb6826bd81d3542a419d6"));
    Path link =
        Files.createSymbolicLink(
            snapshot.resolve(NAME), Path.of("../../../blobs/9e107d9d372bb6826bd81d3542a419d6"));
    try (Network network = open(Weights.open(link))) {
      assertDoubles(network);
    }
  }

  @Test
  void areFoundUnderAFolderThatIsALink() throws Exception {
    Path real = Files.createDirectories(folder.resolve("real"));
    SmallNetworks.writeDoubling(real.resolve(NAME));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    try (Network network = open(Weights.open(link.resolve(NAME)))) {
      assertDoubles(network);
    }
  }

  @Test
  void areFoundUnderAPathWithSpacesAndLettersOfManyAlphabets() throws Exception {
    String name = "мои модели – 模型 (1) é %20 #";
    assumeThat(Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode(name))
        .as("this JVM's locale can name such a folder")
        .isTrue();
    Path odd = Files.createDirectories(folder.resolve(name));
    try (Network network = open(SmallNetworks.writeDoubling(odd.resolve(NAME)))) {
      assertDoubles(network);
    }
  }

  @Test
  void thatWereCutBeforeOpeningAreRefusedByName() throws Exception {
    Path file = folder.resolve(NAME);
    Weights weights = SmallNetworks.writeDoubling(file);
    long size = Files.size(file);
    cut(file);
    assertThatThrownBy(() -> open(weights))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "The weights of the small network in "
                + file.toRealPath()
                + " were cut since they were opened: expected at least "
                + size
                + " bytes, found "
                + (size - 4)
                + ". Put the whole file back and open it again; replace files in use by renaming.");
  }

  @Test
  void thatWereRemovedBeforeOpeningAreRefusedByName() throws Exception {
    Path file = folder.resolve(NAME);
    Weights weights = SmallNetworks.writeDoubling(file);
    Files.delete(file);
    assertThatThrownBy(() -> open(weights))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageEndingWith(", which is gone. Put it back, or open the weights again.");
  }

  @Test
  void thatWereCutAfterOpeningStopTheNextRunInsteadOfTheProcess() throws Exception {
    Path file = folder.resolve(NAME);
    try (Network network = open(SmallNetworks.writeDoubling(file))) {
      assertDoubles(network);
      cut(file);
      assertThatThrownBy(() -> network.run(SmallNetworks.x(1, 2, 3, 4)))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("were cut since they were opened");
    }
  }

  @Test
  void stayGoodWhenTheFileIsReplacedByRenamingOrRemoved() throws Exception {
    Path file = folder.resolve(NAME);
    try (Network network = open(SmallNetworks.writeDoubling(file))) {
      Path other = Files.writeString(folder.resolve("other"), "short");
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
      assertDoubles(network);
      Files.delete(file);
      assertDoubles(network);
    }
  }

  @Test
  void inSeveralFoldersAreRefused() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one")).resolve(NAME);
    Path two = Files.createDirectories(folder.resolve("two")).resolve(NAME);
    float[] square = new float[256 * 256];
    new SafetensorsWriter().add("a.weight", FloatTensor.of(square, 256, 256)).write(one);
    new SafetensorsWriter().add("b.weight", FloatTensor.of(square, 256, 256)).write(two);
    Weights both =
        Weights.of(
            "two files",
            List.of(Weights.open(one).require("a.weight"), Weights.open(two).require("b.weight")));
    GraphBuilder graph = new GraphBuilder("pair", WeightCatalogue.of(both));
    Value x = graph.input("x", Rate.STEP, ElementType.F32, 1, 256);
    graph.output(
        "y",
        Scope.root(graph)
            .sub("b")
            .linearWithoutBias(Scope.root(graph).sub("a").linearWithoutBias(x, 256), 256));
    assertThatThrownBy(() -> Network.open(graph.build(), both, Device.cpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("The weights of the pair lie in several folders: [")
        .hasMessageContaining(one.toRealPath().toString())
        .hasMessageContaining(two.toRealPath().toString());
  }
}
