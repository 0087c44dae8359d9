package io.asva.core.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns YAML text into nodes that know their lines. */
final class YamlDocument {
  private static final int DEEPEST = 32;

  // The original's files have 2 kB; a mislabelled weights file must not be read whole.
  private static final long MAX_BYTES = 1 << 18;

  private final String source;
  private final int[] characters;
  private final YAMLParser parser;

  private YamlDocument(String source, String text, YAMLParser parser) {
    this.source = source;
    this.characters = text.codePoints().toArray();
    this.parser = parser;
  }

  /**
   * The text of a file.
   *
   * @throws YamlConfigException if it is missing, too large, or no text
   */
  static String text(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new YamlConfigException("There is no configuration " + file + ".");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new YamlConfigException(
            file + " is no configuration: it has " + Files.size(file) + " bytes.");
      }
      ByteBuffer bytes = ByteBuffer.wrap(PlainFile.bytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new YamlConfigException(file + " is no text in UTF-8.", e);
    } catch (IOException e) {
      throw new YamlConfigException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a document.
   *
   * @throws YamlConfigException if it is no YAML, not one section of names and values, names
   *     something twice, or refers from one place to another
   */
  static YamlNode.Mapping read(String source, String content) {
    String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    try (YAMLParser parser = new YAMLFactory().createParser(text)) {
      return new YamlDocument(source, text, parser).document();
    } catch (JsonProcessingException e) {
      throw new YamlConfigException(
          source + place(e.getLocation()) + ": this is no YAML: " + firstLine(e), e);
    } catch (IOException e) {
      throw new YamlConfigException(source + ": can't be read: " + e.getMessage(), e);
    }
  }

  private YamlNode.Mapping document() throws IOException {
    if (parser.nextToken() == null) {
      return new YamlNode.Mapping(Map.of(), Map.of(), 1);
    }
    YamlNode node = node(0);
    if (!(node instanceof YamlNode.Mapping mapping)) {
      throw fail(node.line(), "expected names with values, found " + node.description());
    }
    if (parser.nextToken() != null) {
      throw fail(line(), "a second document begins here; give one file for each");
    }
    return mapping;
  }

  private YamlNode node(int depth) throws IOException {
    if (depth > DEEPEST) {
      throw fail(line(), "more than " + DEEPEST + " levels are nested");
    }
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw fail(line(), "anchors (&) and aliases (*) are not supported; write the value out");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(depth);
    }
    if (token == JsonToken.START_ARRAY) {
      int line = line();
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(depth + 1));
      }
      return new YamlNode.Sequence(List.copyOf(items), line);
    }
    String text = parser.getText();
    return new YamlNode.Scalar(text, style(), line());
  }

  private YamlNode mapping(int depth) throws IOException {
    int line = line();
    Map<String, YamlNode> entries = new LinkedHashMap<>();
    Map<String, Integer> lines = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int at = line();
      Integer before = lines.put(name, at);
      if (before != null) {
        throw fail(at, name + " is set twice, on line " + before + " too");
      }
      parser.nextToken();
      entries.put(name, node(depth + 1));
    }
    return new YamlNode.Mapping(entries, lines, line);
  }

  /** Jackson doesn't tell whether a value stood in quotes, or was a block of text. */
  private YamlNode.Scalar.Style style() {
    long at = parser.currentTokenLocation().getCharOffset();
    int first = at >= 0 && at < characters.length ? characters[(int) at] : ' ';
    boolean quoted = first == '"' || first == '\'' || first == '|' || first == '>';
    return quoted ? YamlNode.Scalar.Style.QUOTED : YamlNode.Scalar.Style.PLAIN;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private YamlConfigException fail(int line, String what) {
    return new YamlConfigException(source + ", line " + line + ": " + what + ".");
  }

  private static String place(JsonLocation location) {
    return location == null ? "" : ", line " + location.getLineNr();
  }

  private static String firstLine(JsonProcessingException e) {
    return e.getOriginalMessage().lines().findFirst().orElse("unknown error") + ".";
  }
}
