package io.asva.examples.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * How comments begin. A first sentence is a plain statement of what something is or does, so it
 * doesn't begin with a question word, which makes it half a sentence.
 */
class CommentsTest {
  private static final Pattern FIRST_LINE = Pattern.compile("\\s*(?:/\\*\\*|//|\\*) ?(\\p{L}+).*");

  @Test
  void noneBeginsWithWhat() throws IOException {
    List<String> found = new ArrayList<>();
    int comments = 0;
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      for (Path file : files.filter(CommentsTest::isSource).toList()) {
        String before = "";
        for (String line : Files.readAllLines(file)) {
          Matcher first = FIRST_LINE.matcher(line);
          if (begins(before, line) && first.matches()) {
            comments++;
            if (first.group(1).equals("What")) {
              found.add(file + ":" + line);
            }
          }
          before = line.strip();
        }
      }
    }
    assertThat(comments).isGreaterThan(3000);
    assertThat(found).isEmpty();
  }

  /** Whether a line holds the first words of a comment. */
  private static boolean begins(String before, String line) {
    return line.contains("/**")
        || before.equals("/**")
        || (line.strip().startsWith("//") && !before.startsWith("//"));
  }

  private static boolean isSource(Path file) {
    String name = file.toString().replace('\\', '/');
    return name.endsWith(".java") && name.contains("/src/");
  }
}
