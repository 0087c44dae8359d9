package io.asva.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private final String readme;

  ReadmeTest() throws IOException {
    readme = Files.readString(Path.of("../README.md"));
  }

  @Test
  void theProgramIsTheOneThatIsCompiled() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/asva/examples/TenLines.java"));
    Matcher block = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).isTrue();
    assertThat(block.group(1)).isEqualTo(source.substring(source.indexOf("import")));
  }

  @Test
  void theLinesThatScoreAreOnesThatAreCompiled() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/asva/examples/ScoringLines.java"));
    Matcher block =
        Pattern.compile("## Measuring.*?```java\\R(.*?)```", Pattern.DOTALL).matcher(readme);
    assertThat(block.find()).isTrue();
    assertThat(block.group(1).lines())
        .allSatisfy(line -> assertThat(source).contains("\n    " + line));
  }

  @Test
  void quickStartAndTestsAreOneCommandEach() {
    assertThat(firstBlock("Quick start")).hasSize(1);
    assertThat(firstBlock("Tests")).hasSize(1);
  }

  @Test
  void theVersionsAreTheBuilds() throws IOException {
    Matcher version =
        Pattern.compile("<artifactId>asva-bom</artifactId>\\s*<version>(.*?)<")
            .matcher(Files.readString(Path.of("../asva-bom/pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(readme)
        .containsPattern(
            "<artifactId>asva-diffusion</artifactId>\\s*<version>"
                + Pattern.quote(version.group(1))
                + "<")
        .contains("'io.asva:asva-bom:" + version.group(1) + "'");
  }

  @Test
  void everyLinkedFileExists() {
    Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(readme);
    while (link.find()) {
      assertThat(Path.of("..").resolve(link.group(1))).exists();
    }
  }

  private List<String> firstBlock(String section) {
    Matcher block =
        Pattern.compile(
                "^## " + section + "\\R.*?^```\\w*\\R(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(readme);
    assertThat(block.find()).as(section).isTrue();
    return block.group(1).lines().toList();
  }
}
