package io.asva.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden cases of the repository: each artifact's lie in {@code src/test/resources/golden}. */
public final class GoldenCases {
  private static final float USUAL = 1e6f;

  private static final Path ROOT = Path.of("..", "..");
  private static final List<String> ARTIFACTS =
      List.of(
          "asva-core",
          "asva-core/media",
          "asva-audio",
          "asva-diffusion",
          "asva-sync",
          "asva-metrics");

  private GoldenCases() {}

  /** Where an artifact's cases lie: "asva-core/media". */
  public static Path folder(String artifact) {
    return ROOT.resolve(artifact).resolve("src/test/resources/golden");
  }

  /** All of them, by artifact and name. */
  public static List<GoldenCase> all() {
    return ARTIFACTS.stream().flatMap(artifact -> in(folder(artifact)).stream()).toList();
  }

  /** The cases of one kind, by name; never none. */
  public static List<GoldenCase> ofKind(String kind) {
    List<GoldenCase> cases = all().stream().filter(golden -> golden.kind().equals(kind)).toList();
    assertThat(cases).as("cases of kind " + kind).isNotEmpty();
    return cases;
  }

  /** The case of a name. */
  public static GoldenCase named(String name) {
    return all().stream().filter(golden -> golden.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<GoldenCase> in(Path folder) {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders
          .filter(file -> Files.exists(file.resolve("case.json")))
          .sorted()
          .map(GoldenCase::read)
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Asserts that a runner computes everything that a case expects, within its tolerance. */
  public static void assertPasses(CaseRunner runner, GoldenCase golden) {
    assertThat(runner.kinds()).contains(golden.kind());
    List<Comparison> comparisons = runner.run(golden, Device.cpu());
    assertThat(comparisons).as(golden.name()).isNotEmpty().allMatch(Comparison::passed);
  }

  /** Asserts that some comparison of a case fails. */
  public static void assertFails(CaseRunner runner, GoldenCase golden) {
    assertThat(runner.run(golden, Device.cpu()))
        .as(golden.name())
        .anyMatch(comparison -> !comparison.passed());
  }

  /**
   * A copy of a case in which one number of a tensor file is another one.
   *
   * @param file {@code inputs.safetensors} or {@code expected.safetensors}
   */
  public static GoldenCase perturbed(GoldenCase golden, String file, Path emptyFolder) {
    try (Stream<Path> files = Files.list(golden.folder())) {
      for (Path source : files.toList()) {
        Files.copy(source, emptyFolder.resolve(source.getFileName()));
      }
      Path target = emptyFolder.resolve(file);
      byte[] bytes = Files.readAllBytes(target);
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int data = 8 + (int) buffer.getLong();
      int middle = data + (bytes.length - data) / 2 / 4 * 4;
      float value = buffer.getFloat(middle);
      if (Math.abs(value) < USUAL) {
        buffer.putFloat(middle, value + 100);
      } else {
        bytes[middle + 3] ^= 0x40; // no float, or a strange one: its highest bits but one
      }
      Files.write(target, bytes);
      return GoldenCase.read(emptyFolder);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
