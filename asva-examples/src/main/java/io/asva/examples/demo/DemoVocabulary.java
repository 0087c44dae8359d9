package io.asva.examples.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A vocabulary in the format of CLIP's tokenizer: every byte, alone and at a word's end, the pieces
 * of a few words of the demo, and the two special tokens.
 */
final class DemoVocabulary {
  /** Tokens of the vocabulary, as the text encoder's configuration has it. */
  static final int SIZE = 2 * 256 + 5 + 2;

  private static final String WORD_END = "</w>";

  /**
   * Pairs that are joined, in this order: they make "bell" and "ring" one token, "ing" an ending.
   */
  private static final List<String> MERGES =
      List.of("i n", "in g</w>", "b e", "l l</w>", "be ll</w>");

  private DemoVocabulary() {}

  /** Writes {@code vocab.json}, {@code merges.txt} and {@code tokenizer_config.json}. */
  static void write(Path folder) throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String end : List.of("", WORD_END)) {
      for (int value = 0; value < 256; value++) {
        ids.put(letter(value) + end, ids.size());
      }
    }
    for (String merge : MERGES) {
      ids.put(merge.replace(" ", ""), ids.size());
    }
    ids.put("<|startoftext|>", ids.size());
    ids.put("<|endoftext|>", ids.size());
    Files.writeString(folder.resolve("vocab.json"), new ObjectMapper().writeValueAsString(ids));
    Files.writeString(
        folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", MERGES) + "\n");
    Files.writeString(
        folder.resolve("tokenizer_config.json"), "{\"pad_token\": \"<|endoftext|>\"}\n");
  }

  /**
   * The printable letter that stands for a byte: itself where it is one in Latin-1, else one from
   * U+0100 on, in the bytes' order.
   */
  private static String letter(int value) {
    if (isPrintable(value)) {
      return String.valueOf((char) value);
    }
    int rank = 0;
    for (int other = 0; other < value; other++) {
      rank += isPrintable(other) ? 0 : 1;
    }
    return String.valueOf((char) (0x100 + rank));
  }

  private static boolean isPrintable(int value) {
    return (value > ' ' && value < 0x7F) || (value > 0xA0 && value != 0xAD);
  }
}
