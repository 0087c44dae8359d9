package io.asva.examples.training.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A vocabulary in the format of CLIP's tokenizer: every byte, alone and at a word's end, the pieces
 * of a few words, and the two special tokens.
 *
 * <p>Immutable.
 *
 * @param merges pairs of pieces that are joined, with a space between, the first first
 */
public record DemoVocabulary(List<String> merges) {
  private static final String WORD_END = "</w>";
  private static final int SPECIAL = 2;

  /** Copies the list. */
  public DemoVocabulary {
    merges = List.copyOf(merges);
  }

  /** A vocabulary in which each of some words of plain letters is one token. */
  public static DemoVocabulary ofWords(List<String> words) {
    List<String> merges = new ArrayList<>();
    for (String word : words) {
      List<String> pieces = pieces(word, merges);
      while (pieces.size() > 1) {
        merges.add(pieces.get(0) + " " + pieces.get(1));
        pieces = pieces(word, merges);
      }
    }
    return new DemoVocabulary(merges);
  }

  /** Cuts a word into pieces: letters, joined by the first merge that fits as long as one does. */
  private static List<String> pieces(String word, List<String> merges) {
    List<String> pieces = new ArrayList<>(List.of(word.split("")));
    pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + WORD_END);
    while (true) {
      int best = -1;
      int rank = Integer.MAX_VALUE;
      for (int i = 0; i + 1 < pieces.size(); i++) {
        int found = merges.indexOf(pieces.get(i) + " " + pieces.get(i + 1));
        if (found >= 0 && found < rank) {
          rank = found;
          best = i;
        }
      }
      if (best < 0) {
        return pieces;
      }
      pieces.set(best, pieces.get(best) + pieces.remove(best + 1));
    }
  }

  /** Number of tokens, as the text encoder's configuration has it. */
  public int size() {
    return 2 * 256 + merges.size() + SPECIAL;
  }

  /** Writes {@code vocab.json}, {@code merges.txt} and {@code tokenizer_config.json}. */
  public void write(Path folder) throws IOException {
    Map<String, Integer> ids = new LinkedHashMap<>();
    for (String end : List.of("", WORD_END)) {
      for (int value = 0; value < 256; value++) {
        ids.put(letter(value) + end, ids.size());
      }
    }
    for (String merge : merges) {
      ids.put(merge.replace(" ", ""), ids.size());
    }
    ids.put("<|startoftext|>", ids.size());
    ids.put("<|endoftext|>", ids.size());
    Files.writeString(folder.resolve("vocab.json"), new ObjectMapper().writeValueAsString(ids));
    Files.writeString(
        folder.resolve("merges.txt"), "#version: 0.2\n" + String.join("\n", merges) + "\n");
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
