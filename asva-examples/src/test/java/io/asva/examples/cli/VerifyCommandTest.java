package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
  private static final Path CASES = Path.of("../asva-core/src/test/resources/golden");

  private final Path folder;

  VerifyCommandTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void oneLineACaseAndASummary() {
    CommandRun run =
        CommandRun.of(
            "verify",
            CASES.resolve("resample-8000").toString(),
            CASES.resolve("resample-22050").toString());
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .matches(
            "On CPU in fp32:\\R"
                + "PASS  resample-22050 {2}error \\S+ +allowed \\S+ +[0-9.]+ s\\R"
                + "PASS  resample-8000 {3}error \\S+ +allowed \\S+ +[0-9.]+ s\\R"
                + "2 passed, 0 failed, 0 skipped\\R");
  }

  @Test
  void aWrongNumberFailsAndOthersGoOn() throws IOException {
    Path bad = Files.createDirectories(folder.resolve("bad"));
    GoldenCases.perturbed(
        GoldenCase.read(CASES.resolve("resample-8000")), "expected.safetensors", bad);
    Path odd = Files.createDirectories(folder.resolve("odd"));
    Files.writeString(odd.resolve("case.json"), "{\"kind\": \"later.kind\"}");
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("case.json"), "{");
    CommandRun run =
        CommandRun.of("verify", folder.toString(), CASES.resolve("resample-44100").toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains("FAIL  resample-8000", "expected", "SKIP  odd", "later.kind", "FAIL  broken")
        .contains("PASS  resample-44100")
        .endsWith("1 passed, 2 failed, 1 skipped" + System.lineSeparator());
    assertThat(run.out().lines()).hasSize(6); // the device, four cases, the summary
  }

  @Test
  void findingNoCaseIsAFailure() {
    CommandRun run = CommandRun.of("verify", folder.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("There is no case").contains(folder.toString());
  }
}
