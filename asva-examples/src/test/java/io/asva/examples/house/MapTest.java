package io.asva.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The map in CONTRIBUTING names each package of the artifacts, and none that isn't there. */
class MapTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern PREFIX = Pattern.compile("\\(`(io\\.asva[a-z.]*)\\.\\.\\.`\\)");
  private static final Pattern NAME = Pattern.compile("`([a-z.]+)`");

  @Test
  void everyPackageIsOnTheMap() throws IOException {
    assertThat(onTheMap()).isEqualTo(there());
  }

  /** The first columns of the map's tables, each name behind the prefix that its table gives. */
  private static Set<String> onTheMap() throws IOException {
    String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    String map = text.substring(text.indexOf("## Map"), text.indexOf("## From a file"));
    Set<String> names = new TreeSet<>();
    String prefix = "";
    for (String line : map.lines().toList()) {
      Matcher given = PREFIX.matcher(line);
      if (given.find()) {
        prefix = given.group(1) + ".";
      }
      if (line.startsWith("| `")) {
        Matcher name = NAME.matcher(line.substring(0, line.indexOf('|', 1)));
        while (name.find()) {
          names.add(prefix + name.group(1));
        }
      }
    }
    return names;
  }

  private static Set<String> there() throws IOException {
    Set<String> artifactRoots = Set.of("io.asva.core", "io.asva.examples");
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.endsWith("package-info.java"))
          .map(file -> file.toString().replace('\\', '/'))
          .filter(file -> file.contains("/src/main/java/"))
          .map(file -> file.replaceAll(".*/src/main/java/|/package-info.java", ""))
          .map(file -> file.replace('/', '.'))
          .filter(name -> !name.contains(".internal") && !name.startsWith("io.asva.benchmarks"))
          .filter(name -> !artifactRoots.contains(name))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
