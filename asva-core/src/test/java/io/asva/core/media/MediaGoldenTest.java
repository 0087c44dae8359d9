package io.asva.core.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.golden.CaseRunner;
import io.asva.core.golden.Comparison;
import io.asva.core.golden.GoldenCase;
import io.asva.core.golden.runner.ClipFramesCases;
import io.asva.core.golden.runner.MediaDecodeCases;
import io.asva.core.runtime.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaGoldenTest {
  private static final Path CASES = Path.of("src/test/resources/golden");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode-mp4-h264-aac",
        "decode-webm-vp9-opus",
        "decode-avi-mpeg4-mp3",
        "decode-flac"
      })
  void decodesAsTheOriginalsLibrariesDo(String name) {
    assertPassed(run(new MediaDecodeCases(), CASES.resolve(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"frames-25fps", "frames-30fps", "frames-jitter"})
  void takesTheFramesThatTheOriginalTakes(String name) {
    assertPassed(run(new ClipFramesCases(), CASES.resolve(name)));
  }

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

  private static void assertPassed(List<Comparison> results) {
    assertThat(results).isNotEmpty().allSatisfy(r -> assertThat(r.passed()).as("%s", r).isTrue());
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
