package io.asva.verify.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import io.asva.verify.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaCasesTest {
  private static final Path CASES = GoldenCases.folder("asva-core/media");

  @Test
  void anotherFramesNumberTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    Path copy = copyWith(folder, "decode-mp4-h264-aac", "31\n ]", "32\n ]");
    List<Comparison> results = run(new MediaDecodeCases(), copy);
    assertThat(results)
        .filteredOn(r -> !r.passed())
        .extracting(Comparison::name)
        .contains("frames");
  }

  @Test
  void anotherStartTurnsTheComparisonRed(@TempDir Path folder) throws IOException {
    Path copy = copyWith(folder, "frames-25fps", "1.48\n ]", "1.40\n ]");
    assertThat(run(new ClipFramesCases(), copy))
        .filteredOn(r -> !r.passed())
        .extracting(Comparison::name)
        .containsExactly("clip_frames");
  }

  private static List<Comparison> run(CaseRunner runner, Path folder) {
    return runner.run(GoldenCase.read(folder), Device.cpu());
  }

  private static Path copyWith(Path folder, String name, String from, String to)
      throws IOException {
    Path target = Files.createDirectory(folder.resolve(name));
    try (var files = Files.list(CASES.resolve(name))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    Path json = target.resolve("case.json");
    String text = Files.readString(json);
    assertThat(text).contains(from);
    Files.writeString(json, text.replace(from, to));
    return target;
  }
}
