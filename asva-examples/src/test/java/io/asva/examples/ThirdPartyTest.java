package io.asva.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

class ThirdPartyTest {
  private static final Path LIST = Path.of("../docs/third-party.md");

  /** The build's list of the command line's jars, without those that only tests need. */
  private static final Path CLASS_PATH = Path.of("target/runtime-classpath.txt");

  private static final Pattern NATIVE = Pattern.compile(".*\\.(so(\\.[0-9]+)*|dll|dylib)");
  private static final Pattern JAR = Pattern.compile("(.*?)-[0-9].*\\.jar");

  @Test
  void everyJarWithNativesIsListedAndNoOther() throws IOException {
    Set<String> found = new TreeSet<>();
    for (String entry : Files.readString(CLASS_PATH).strip().split(File.pathSeparator, -1)) {
      var name = JAR.matcher(String.valueOf(Path.of(entry).getFileName()));
      if (name.matches() && holdsNatives(entry)) {
        found.add(name.group(1));
      }
    }
    List<String> listed =
        Files.readAllLines(LIST).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(found);
  }

  private static boolean holdsNatives(String jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar)) {
      return zip.stream().anyMatch(file -> NATIVE.matcher(file.getName()).matches());
    }
  }
}
