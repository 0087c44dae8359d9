package io.asva.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.AsvaException;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.verify.CaseResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private final Path folder;

  VerifierTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void findsCasesAtAnyDepthOnceAndSorted() throws IOException {
    for (String name : List.of("b/deep/er/one", "a", "b/two")) {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(folder.resolve(name).resolve("case.json"), "{}");
    }
    Files.createDirectories(folder.resolve("manifests"));
    Path top = folder.toAbsolutePath().normalize();
    assertThat(Verifier.find(List.of(folder, folder.resolve("b"))))
        .containsExactly(top.resolve("a"), top.resolve("b/deep/er/one"), top.resolve("b/two"));
    assertThat(Verifier.find(List.of(folder.resolve("a")))).containsExactly(top.resolve("a"));
  }

  @Test
  void refusesWhatIsNoFolder() {
    assertThatThrownBy(() -> Verifier.find(List.of(folder.resolve("none"))))
        .isInstanceOf(AsvaException.class)
        .hasMessageContaining("none")
        .hasMessageContaining("case.json");
  }

  @Test
  void aKindThatNothingComputesIsSkippedByName() throws IOException {
    CaseResult result = Verifier.on(Device.cpu()).verify(write("odd.kind"));
    assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(result.worst().detail()).contains("odd.kind");
  }

  @Test
  void theWorstComparisonIsTheOneNearestToItsOwnLimit() throws IOException {
    CaseResult result =
        run(
            golden ->
                List.of(
                    new Comparison("loose", 0.5, 1, ""),
                    new Comparison("tight", 0.0009, 0.001, ""),
                    new Comparison("exact", 0, 0, "")));
    assertThat(result.outcome()).isEqualTo(Outcome.PASSED);
    assertThat(result.worst().name()).isEqualTo("tight");
  }

  @Test
  void oneComparisonBeyondItsLimitFailsTheCase() throws IOException {
    CaseResult result = run(golden -> golden.compare(Map.of("x", tensor(1, 2.5f))));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.worst().detail()).contains("[1]").contains("2.0").contains("2.5");
    assertThat(run(golden -> golden.compare(Map.of("x", tensor(1, 2)))).outcome())
        .isEqualTo(Outcome.PASSED);
  }

  @Test
  void aResultThatIsNotANumberFails() throws IOException {
    CaseResult result =
        run(
            golden ->
                List.of(new Comparison("x", Double.NaN, 1, ""), new Comparison("y", 2, 3, "")));
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.worst().name()).isEqualTo("x");
  }

  @Test
  void comparingNothingFails() throws IOException {
    CaseResult result = run(golden -> List.of());
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.worst().detail()).isEqualTo("nothing was compared");
  }

  @Test
  void aRunnersErrorIsAFailureThatSaysWhatHappened() throws IOException {
    CaseResult own =
        run(
            golden -> {
              throw new AsvaException("the file is short");
            });
    assertThat(own.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(own.worst().detail()).isEqualTo("the file is short");
    CaseResult foreign =
        run(
            golden -> {
              throw new UnsatisfiedLinkError("libcudart");
            });
    assertThat(foreign.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(foreign.worst().detail()).contains("UnsatisfiedLinkError", "libcudart");
  }

  @Test
  void brokenFilesAreFailuresThatNameThem() throws IOException {
    Verifier verifier = Verifier.on(Device.cpu());
    for (String json : List.of("", "[]", "{\"name\": \"x\"}", "{\"kind\": ", "no json")) {
      Files.writeString(folder.resolve("case.json"), json);
      assertThat(verifier.verify(folder).outcome()).as(json).isEqualTo(Outcome.FAILED);
    }
    Path cut = write("audio.resample");
    Files.write(cut.resolve("expected.safetensors"), new byte[20]);
    CaseResult result = verifier.verify(cut);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.worst().detail()).contains("expected.safetensors");
  }

  @Test
  void twoRunnersOfOneKindAreAMistake() {
    CaseRunner runner = runner(golden -> List.of());
    assertThatThrownBy(() -> Verifier.of(List.of(runner, runner), Device.cpu()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test.kind");
  }

  private CaseResult run(Function<GoldenCase, List<Comparison>> compute) throws IOException {
    return Verifier.of(List.of(runner(compute)), Device.cpu()).verify(write("test.kind"));
  }

  private Path write(String kind) throws IOException {
    Path place = folder.resolve("case-" + kind);
    Files.createDirectories(place);
    Files.writeString(
        place.resolve("case.json"),
        "{\"name\": \"n\", \"kind\": \"" + kind + "\", \"tolerance\": 0.001}");
    new SafetensorsWriter().add("x", tensor(1, 2)).replace(place.resolve("expected.safetensors"));
    return place;
  }

  private static FloatTensor tensor(float... values) {
    return new FloatTensor(Shape.of(values.length), values);
  }

  private static CaseRunner runner(Function<GoldenCase, List<Comparison>> compute) {
    return new CaseRunner() {
      @Override
      public Set<String> kinds() {
        return Set.of("test.kind");
      }

      @Override
      public List<Comparison> run(GoldenCase golden, Device device) {
        return compute.apply(golden);
      }
    };
  }
}
