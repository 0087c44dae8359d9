package io.asva.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README and the pages under docs: their programs compile, their versions and links are right. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final int ONE_SCREEN = 100;

  private final String readme = text("README.md");

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
        Pattern.compile("## Measuring.*?```java\\R(.*?)```", Pattern.DOTALL)
            .matcher(text("docs/scoring.md"));
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
            .matcher(Files.readString(Path.of("../asva-core/bom/pom.xml")));
    assertThat(version.find()).isTrue();
    assertThat(text("docs/dependency.md"))
        .containsPattern(
            "<artifactId>asva-diffusion</artifactId>\\s*<version>"
                + Pattern.quote(version.group(1))
                + "<")
        .contains("'io.asva:asva-bom:" + version.group(1) + "'");
  }

  @Test
  void readmeIsOneScreen() {
    assertThat(readme.lines().count()).isLessThan(ONE_SCREEN);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .forEach(file -> pages.add(ROOT.relativize(file)));
    }
    for (Path page : pages) {
      Matcher link =
          Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]+))?\\)").matcher(text(page.toString()));
      while (link.find()) {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        assertThat(ROOT.resolve(target)).as("link in %s", page).exists();
        if (link.group(2) != null) {
          assertThat(anchors(target)).as("link in %s", page).contains(link.group(2));
        }
      }
    }
  }

  @Test
  void everyPageIsReachedFromTheReadme() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      assertThat(docs.map(file -> "docs/" + file.getFileName()).filter(f -> f.endsWith(".md")))
          .allSatisfy(page -> assertThat(readme).contains("](" + page + ")"));
    }
  }

  /** The headings of a page as their links have them. */
  private static List<String> anchors(Path page) {
    return text(page.toString())
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static String text(String file) {
    try {
      return Files.readString(ROOT.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
