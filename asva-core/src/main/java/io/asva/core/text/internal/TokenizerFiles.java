package io.asva.core.text.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.files.PlainFile;
import io.asva.core.text.TokenizerException;
import io.asva.core.text.internal.BytePairs.Merge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The files of a tokenizer, as Hugging Face lays them out. */
public final class TokenizerFiles {
  private static final long LARGEST = 64L << 20;
  // 49152 tokens less 256 bytes, in two forms each, and the special ones; CLIP reads no further.
  private static final int MOST_MERGES = 49152 - 256 - 2;

  private final Path folder;
  private final Map<String, Integer> vocabulary;

  private TokenizerFiles(Path folder, Map<String, Integer> vocabulary) {
    this.folder = folder;
    this.vocabulary = vocabulary;
  }

  /** Reads the vocabulary. */
  public static TokenizerFiles read(Path folder) {
    Path file = folder.resolve("vocab.json");
    try {
      Map<String, Integer> vocabulary =
          new ObjectMapper().readValue(bytes(file), new TypeReference<>() {});
      if (vocabulary == null || vocabulary.values().stream().anyMatch(id -> id == null || id < 0)) {
        throw new TokenizerException(file + " must give every token an id of 0 or more.");
      }
      return new TokenizerFiles(folder, vocabulary);
    } catch (IOException e) {
      throw new TokenizerException(
          file + " must hold a JSON object from tokens to ids: " + e.getMessage(), e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new TokenizerException(
            file + " is missing; a tokenizer's folder holds vocab.json and merges.txt.");
      }
      if (Files.size(file) > LARGEST) {
        throw new TokenizerException(
            file + " has " + Files.size(file) + " bytes; no tokenizer's file is that large.");
      }
      return PlainFile.bytes(file, LARGEST);
    } catch (IOException e) {
      throw new TokenizerException("Can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The id of a token that must be there. */
  public int id(String token) {
    Integer id = vocabulary.get(token);
    if (id == null) {
      throw new TokenizerException(
          folder.resolve("vocab.json") + " has no token `" + token + "`; it isn't CLIP's.");
    }
    return id;
  }

  /** The padding token that the configuration names. */
  public Optional<String> paddingToken() {
    for (String name : List.of("tokenizer_config.json", "special_tokens_map.json")) {
      Path file = folder.resolve(name);
      if (Files.exists(file)) {
        JsonNode token = json(file).path("pad_token");
        JsonNode text = token.isObject() ? token.path("content") : token;
        if (text.isTextual()) {
          return Optional.of(text.asText());
        }
      }
    }
    return Optional.empty();
  }

  private static JsonNode json(Path file) {
    try {
      return new ObjectMapper().readTree(bytes(file));
    } catch (IOException e) {
      throw new TokenizerException(file + " must hold JSON: " + e.getMessage(), e);
    }
  }

  /** The encoding, with the pairs of {@code merges.txt}. */
  public BytePairs pairs() {
    int[] inner = new int[256];
    int[] last = new int[256];
    int shifted = 256;
    for (int b = 0; b < 256; b++) {
      // Bytes stand for themselves where Latin-1 has a visible character, else for the next one
      // from U+0100 on.
      boolean visible = (b >= '!' && b <= '~') || (b >= 0xA1 && b != 0xAD);
      String character = String.valueOf((char) (visible ? b : shifted++));
      inner[b] = id(character);
      last[b] = id(character + "</w>");
    }
    return new BytePairs(vocabulary.size(), inner, last, merges());
  }

  private Map<Long, Merge> merges() {
    Path file = folder.resolve("merges.txt");
    List<String> lines =
        new String(bytes(file), java.nio.charset.StandardCharsets.UTF_8).lines().toList();
    Map<Long, Merge> merges = new HashMap<>();
    for (int i = 1; i < Math.min(lines.size(), MOST_MERGES + 1); i++) {
      String[] parts = lines.get(i).strip().split(" ", -1);
      if (parts.length == 1 && parts[0].isEmpty()) {
        continue;
      }
      Integer left = vocabulary.get(parts[0]);
      Integer right = parts.length == 2 ? vocabulary.get(parts[1]) : null;
      Integer both = parts.length == 2 ? vocabulary.get(parts[0] + parts[1]) : null;
      if (left == null || right == null || both == null) {
        throw new TokenizerException(
            file
                + ", line "
                + (i + 1)
                + ": two tokens of vocab.json were expected that join to a third; found `"
                + lines.get(i)
                + "`. Do both files belong together?");
      }
      merges.put(BytePairs.key(left, right), new Merge(i, both));
    }
    return merges;
  }
}
