package io.asva.core.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.asva.core.files.Sha256;
import io.asva.core.graph.GraphBuilder;
import io.asva.core.graph.Rate;
import io.asva.core.graph.Value;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.graph.nn.Scope;
import io.asva.core.graph.op.Conv;
import io.asva.core.onnx.DerivedWeight;
import io.asva.core.onnx.OnnxModel;
import io.asva.core.onnx.OnnxWriter;
import io.asva.core.onnx.Target;
import io.asva.core.prepared.PreparedFolder;
import io.asva.core.prepared.PreparedLimits;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that open with what earlier openings kept. */
class PreparedOpeningTest {
  private static final int C = 32;
  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  private final Path folder;
  private final Path place;

  PreparedOpeningTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.place = Files.createDirectories(folder.resolve("prepared"));
  }

  private PreparedFolder prepared() {
    return new PreparedFolder(place, new PreparedLimits(1L << 30, 0, 0, 0));
  }

  private static Weights write(Path file, long seed) throws IOException {
    Random random = new Random(seed);
    new SafetensorsWriter()
        .add("c.weight", random(random, C, C, 3, 3))
        .add("c.bias", random(random, C))
        .add("t.weight", random(random, C, 3 * C))
        .add("t.bias", random(random, C))
        .add("d.weight", random(random, C, C, 3, 3))
        .add("d.bias", random(random, C))
        .write(file);
    Files.setLastModifiedTime(file, LONG_AGO);
    return Weights.open(file);
  }

  private Weights weights(long seed) throws IOException {
    return write(folder.resolve("weights-" + seed + ".safetensors"), seed);
  }

  private static FloatTensor random(Random random, int... dims) {
    FloatTensor tensor = FloatTensor.zeros(dims);
    for (int i = 0; i < tensor.values().length; i++) {
      tensor.values()[i] = random.nextFloat() / 8 - 1f / 16;
    }
    return tensor;
  }

  /**
   * A short convolution, a layer over time, and a convolution that ONNX Runtime lays out itself.
   */
  private static OnnxModel model(Weights weights) {
    GraphBuilder graph = new GraphBuilder("test", WeightCatalogue.of(weights));
    Scope scope = Scope.root(graph);
    Value x = graph.input("x", Rate.STEP, ElementType.F32, 1, 12, 8, 8, C);
    Value y = scope.sub("c").conv(Conv.square(1, 1), x, C, 3, 3);
    Value z = scope.sub("t").convTemp(y);
    graph.output("y", scope.sub("d").conv(Conv.square(2, 1), z, C, 3, 3));
    return OnnxWriter.write(graph.build(), weights, Target.CPU);
  }

  private static float[] run(Weights weights, Optional<PreparedFolder> prepared)
      throws OrtException {
    FloatTensor x = random(new Random(7), 1, 12, 8, 8, C);
    try (OrtNetwork network =
            OrtNetwork.open(
                model(weights), weights, Device.cpu(), NetworkOptions.defaults(), prepared);
        OrtSession.RunOptions options = new OrtSession.RunOptions();
        OrtSession.Result result = network.run(Map.of("x", x), Map.of(), options)) {
      Tensor y = Objects.requireNonNull(OrtNetwork.toHeap(result).get("y"));
      return ((FloatTensor) y).values();
    }
  }

  private static float[] plainly(Weights weights) throws OrtException {
    return run(weights, Optional.empty());
  }

  private float[] prepared(Weights weights) throws OrtException {
    return run(weights, Optional.of(prepared()));
  }

  private List<Path> kept(String kind) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(f -> f.getFileName().toString().startsWith(kind)).sorted().toList();
    }
  }

  @Test
  void givesTheSameBitsWithoutTheFirstTimeAndAfterwards() throws Exception {
    Weights weights = weights(1);
    float[] expected = plainly(weights);
    assertThat(prepared(weights)).isEqualTo(expected);
    assertThat(kept("weight-")).hasSize(3);
    assertThat(kept("graph-")).hasSize(1);
    assertThat(kept("sums-")).hasSize(1);
    assertThat(prepared(weights)).isEqualTo(expected);
    try (Stream<Path> files = Files.list(place)) {
      assertThat(files).as("with the lock").hasSize(6);
    }
  }

  @Test
  void usesTheWeightsThatAreKept() throws Exception {
    Weights weights = weights(1);
    float[] expected = prepared(weights);
    for (Path file : kept("weight-")) {
      ByteBuffer zeros = ByteBuffer.allocate((int) Files.size(file) - 24);
      prepared().keep(file.getFileName().toString(), zeros);
    }
    assertThat(prepared(weights)).isNotEqualTo(expected);
  }

  @Test
  void usesTheGraphThatIsKept() throws Exception {
    Weights weights = weights(1);
    Weights others = weights(2);
    prepared(weights);
    String name = kept("graph-").get(0).getFileName().toString();
    float[] ofOthers = prepared(others);
    Path other = kept("graph-").stream().filter(f -> !f.endsWith(name)).findAny().orElseThrow();
    ByteBuffer graph = prepared().find(other.getFileName().toString()).orElseThrow();
    prepared().keep(name, graph);
    assertThat(prepared(weights)).isNotEqualTo(plainly(weights)).isNotEqualTo(ofOthers);
  }

  @Test
  void whatIsDamagedIsMadeAgain() throws Exception {
    Weights weights = weights(1);
    float[] expected = prepared(weights);
    for (String kind : List.of("weight-", "graph-", "sums-")) {
      for (Path file : kept(kind)) {
        byte[] whole = Files.readAllBytes(file);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
          bytes.seek(whole.length / 2);
          bytes.write(whole[whole.length / 2] ^ 1);
        }
        assertThat(prepared(weights)).as("flipped " + file).isEqualTo(expected);
        if (!kind.equals("graph-")) { // which may hold names that differ
          assertThat(Files.readAllBytes(file)).as(file.toString()).isEqualTo(whole);
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 3));
        assertThat(prepared(weights)).as("cut " + file).isEqualTo(expected);
        assertThat(Files.size(file)).isGreaterThan(whole.length / 3);
      }
    }
  }

  @Test
  void aGraphThatOnnxRuntimeRefusesIsMadeAgain() throws Exception {
    Weights weights = weights(1);
    float[] expected = prepared(weights);
    Path file = kept("graph-").get(0);
    String name = file.getFileName().toString();
    prepared().keep(name, ByteBuffer.wrap("no graph".getBytes(StandardCharsets.UTF_8)));
    assertThat(prepared(weights)).isEqualTo(expected);
    assertThat(Files.size(file)).isGreaterThan(1000);
  }

  @Test
  void otherWeightsInTheSamePlaceOfTheSameSizeAndTimeGiveTheirOwnResults() throws Exception {
    Path file = folder.resolve("weights.safetensors");
    float[] first = prepared(write(file, 1));
    Files.delete(file);
    Weights others = write(file, 2);
    assertThat(prepared(others)).isEqualTo(plainly(others)).isNotEqualTo(first);
  }

  @Test
  void theSameWeightsInAnotherPlaceAreNotComputedAgain() throws Exception {
    prepared(weights(1));
    List<Path> kept = kept("weight-");
    Weights copy = write(folder.resolve("copy.safetensors"), 1);
    assertThat(prepared(copy)).isEqualTo(plainly(copy));
    assertThat(kept("weight-")).isEqualTo(kept);
  }

  @Test
  void ofAFileThatChangedJustNowNoSumIsKept() throws Exception {
    Path file = folder.resolve("fresh.safetensors");
    Weights weights = write(file, 1);
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
    float[] expected = plainly(weights);
    assertThat(prepared(weights)).isEqualTo(expected);
    assertThat(kept("sums-")).isEmpty();
    assertThat(kept("graph-")).isEmpty();
    assertThat(kept("weight-")).hasSize(3);
  }

  @Test
  void whereNothingCanBeKeptItOpensAllTheSame() throws Exception {
    Weights weights = weights(1);
    PreparedFolder nowhere =
        new PreparedFolder(folder.resolve("missing"), new PreparedLimits(1L << 30, 0, 0, 0));
    assertThat(run(weights, Optional.of(nowhere))).isEqualTo(plainly(weights));
    PreparedFolder tiny = new PreparedFolder(place, new PreparedLimits(1000, 0, 0, 0));
    assertThat(run(weights, Optional.of(tiny))).isEqualTo(plainly(weights));
    assertThat(kept("weight-")).isEmpty();
  }

  /** Opens a network with a folder, twice, and prints the sum of its results. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
      Weights weights = Weights.open(Path.of(args[0]));
      PreparedFolder prepared =
          new PreparedFolder(Path.of(args[1]), new PreparedLimits(1L << 30, 0, 0, 0));
      for (int i = 0; i < 2; i++) {
        System.out.println("sum " + sum(run(weights, Optional.of(prepared))));
      }
    }
  }

  private static String sum(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return Sha256.text(Sha256.digest().digest(bytes.array()));
  }

  private Process start(Path weights, String... before) throws IOException {
    List<String> command = new ArrayList<>(List.of(before));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED", // Java 25 warns of it otherwise
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            weights.toString(),
            place.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String output(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void processesThatOpenAtOnceShareIt() throws Exception {
    Path file = folder.resolve("weights.safetensors");
    String expected = "sum " + sum(plainly(write(file, 1)));
    Process first = start(file);
    Process second = start(file);
    assertThat(output(first).lines()).containsExactly(expected, expected);
    assertThat(output(second).lines()).containsExactly(expected, expected);
    assertThat(kept("weight-")).hasSize(3);
    assertThat(kept("graph-")).hasSize(1);
    assertThat(kept(".asva-")).isEmpty();
  }

  /** The system refuses files of more than some kilobytes, as a full disk would. */
  @Test
  void whereTheDiskIsFullItOpensAllTheSameAndSaysSoOnce() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")));
    Path file = folder.resolve("weights.safetensors");
    String expected = "sum " + sum(plainly(write(file, 1)));
    Process process = start(file, "/bin/bash", "-c", "ulimit -f 4 && exec \"$@\"", "limited");
    String output = output(process);
    assertThat(output.lines().filter(line -> line.startsWith("sum ")).toList())
        .as(output)
        .containsExactly(expected, expected);
    assertThat(output).containsOnlyOnce("Prepared models can't be kept");
    assertThat(kept("weight-")).isEmpty();
  }

  /** Whoever changes what is computed changes the text under which it is kept. */
  @Test
  void formulasAndResultsChangeTogether() throws Exception {
    Weights weights = weights(1);
    StringBuilder found = new StringBuilder();
    for (DerivedWeight derived : model(weights).derived()) {
      ByteBuffer bytes = ByteBuffer.allocate((int) derived.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      derived.transform().compute(weights, bytes);
      found
          .append(derived.name())
          .append(' ')
          .append(Sha256.of(derived.transform().formula()), 0, 8)
          .append(' ')
          .append(Sha256.text(Sha256.digest().digest(bytes.array())), 0, 8)
          .append('\n');
    }
    assertThat(found.toString())
        .isEqualTo(
            """
            c.weight/winograd2 d3f1187f 8916e669
            t.weight/first 9e42bf06 847f4083
            t.weight/rest 04f48e66 6ddb3d58
            """);
  }
}
