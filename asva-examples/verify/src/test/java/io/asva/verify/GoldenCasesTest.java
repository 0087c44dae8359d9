package io.asva.verify;

import io.asva.training.torchscript.LibTorch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each golden case of the repository passes, and fails when one of its numbers is another one. */
class GoldenCasesTest {
  private static final List<CaseRunner> RUNNERS =
      ServiceLoader.load(CaseRunner.class).stream().map(ServiceLoader.Provider::get).toList();

  /** Cases that need files beside their own, or take long, have tests of their own. */
  private static final Set<String> ELSEWHERE = Set.of("installation", "pipeline");

  @BeforeAll
  static void spinOnNoCoreThatOthersWant() {
    LibTorch.setThreads(1);
  }

  static Stream<GoldenCase> cases() {
    return GoldenCases.all().stream().filter(golden -> !ELSEWHERE.contains(golden.kind()));
  }

  /** The first case of each kind that is its own folder alone. */
  static Stream<GoldenCase> kinds() {
    Map<String, GoldenCase> kinds = new LinkedHashMap<>();
    cases().forEach(golden -> kinds.putIfAbsent(golden.kind(), golden));
    kinds.remove("clip.tokenizer"); // the vocabulary lies beside it
    kinds.values().removeIf(golden -> golden.expectedNames().isEmpty());
    return kinds.values().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void passes(GoldenCase golden) {
    GoldenCases.assertPasses(runner(golden), golden);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anotherExpectationTurnsItRed(GoldenCase golden, @TempDir Path folder) {
    assertRed(golden, "expected.safetensors", folder);
  }

  /** Of kinds that take any number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "audio.mel",
        "audio.resample",
        "image.fit",
        "image.resize",
        "imagebind.audio",
        "imagebind.vision",
        "metrics.frechet",
        "scheduler",
        "scheduler.add_noise",
        "sync.accuracy",
        "training.animation",
        "unet",
        "vae"
      })
  void anotherInputTurnsItRed(String kind, @TempDir Path folder) {
    assertRed(GoldenCases.ofKind(kind).get(0), "inputs.safetensors", folder);
  }

  static Stream<GoldenCase> drawing() {
    return GoldenCases.ofKind("scheduler").stream()
        .filter(golden -> golden.hasInput("noise") && golden.json().path("eta").asDouble(1) > 0);
  }

  /** The number in the middle of such a case's file is a draw. */
  @ParameterizedTest
  @MethodSource("drawing")
  void anotherDrawTurnsItRed(GoldenCase golden, @TempDir Path folder) {
    assertRed(golden, "inputs.safetensors", folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"base.safetensors", "lora.safetensors"})
  void anotherLoraTurnsItRed(String file, @TempDir Path folder) {
    assertRed(GoldenCases.ofKind("weights.lora").get(0), file, folder);
  }

  private static CaseRunner runner(GoldenCase golden) {
    return RUNNERS.stream()
        .filter(runner -> runner.kinds().contains(golden.kind()))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRed(GoldenCase golden, String file, Path folder) {
    GoldenCases.assertFails(runner(golden), GoldenCases.perturbed(golden, file, folder));
  }
}
