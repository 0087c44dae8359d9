package io.asva.core.text;

import io.asva.core.tensor.LongTensor;
import io.asva.core.text.internal.BytePairs;
import io.asva.core.text.internal.HtmlEntities;
import io.asva.core.text.internal.TextRepair;
import io.asva.core.text.internal.TokenizerFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * CLIP's byte pair encoding: text becomes 77 token ids, between a start and an end token.
 *
 * <p>The vocabulary is the user's, {@code vocab.json} and {@code merges.txt} as Stable Diffusion
 * ships them. Text is repaired as the ftfy library does (character references, ligatures, full
 * width letters, curly quotes, control characters, Unicode NFC), except that text whose bytes were
 * once read in a wrong encoding stays as it is; then white space is collapsed and letters become
 * lower case. What exceeds 77 tokens is cut off.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class BpeTokenizer {
  /** Token ids of each text, start and end included. */
  public static final int LENGTH = 77;

  private static final String START = "<|startoftext|>";
  private static final String END = "<|endoftext|>";
  private static final Pattern SPECIAL = Pattern.compile("<\\|(?:start|end)oftext\\|>");
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORD =
      Pattern.compile(
          "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d"
              + "|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
          Pattern.UNICODE_CHARACTER_CLASS | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final BytePairs pairs;
  private final int start;
  private final int end;
  private final int padding;

  private BpeTokenizer(TokenizerFiles files) {
    this.pairs = files.pairs();
    this.start = files.id(START);
    this.end = files.id(END);
    this.padding = files.id(files.paddingToken().orElse(END));
  }

  /**
   * Reads the tokenizer in a folder with {@code vocab.json} and {@code merges.txt}; where {@code
   * tokenizer_config.json} or {@code special_tokens_map.json} names a padding token, that one is
   * used.
   *
   * @throws TokenizerException if a file is missing or holds something else
   */
  public static BpeTokenizer read(Path folder) {
    return new BpeTokenizer(TokenizerFiles.read(folder));
  }

  /** How many tokens the vocabulary has. */
  public int vocabularySize() {
    return pairs.vocabularySize();
  }

  /**
   * The ids of texts as Stable Diffusion's text encoder takes them, padded with the padding token
   * (usually the end token).
   *
   * @return (texts, 77)
   */
  public LongTensor clip(List<String> texts) {
    return encode(texts, padding, this::clipWords);
  }

  /**
   * The ids of texts as ImageBind's text tower takes them, padded with 0. Its preparation differs a
   * little: character references are resolved twice more, and the special tokens are not looked for
   * before words are.
   *
   * @return (texts, 77)
   */
  public LongTensor imageBind(List<String> texts) {
    return encode(texts, 0, this::imageBindWords);
  }

  private interface Words {
    IntStream ids(String text);
  }

  private LongTensor encode(List<String> texts, int pad, Words words) {
    long[] ids = new long[texts.size() * LENGTH];
    Arrays.fill(ids, pad);
    for (int row = 0; row < texts.size(); row++) {
      int at = row * LENGTH;
      ids[at++] = start;
      for (int id : words.ids(texts.get(row)).limit(LENGTH - 2).toArray()) {
        ids[at++] = id;
      }
      ids[at] = end;
    }
    return LongTensor.of(ids, texts.size(), LENGTH);
  }

  private IntStream clipWords(String text) {
    IntStream.Builder ids = IntStream.builder();
    Matcher special = SPECIAL.matcher(text);
    int from = 0;
    while (special.find()) {
      words(TextRepair.repair(text.substring(from, special.start()))).forEach(ids);
      ids.accept(special.group().equals(START) ? start : end);
      from = special.end();
    }
    words(TextRepair.repair(text.substring(from))).forEach(ids);
    return ids.build();
  }

  private IntStream imageBindWords(String text) {
    return words(HtmlEntities.unescape(HtmlEntities.unescape(TextRepair.repair(text))));
  }

  private IntStream words(String repaired) {
    String clean = SPACE.matcher(repaired).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    return WORD.matcher(clean).results().flatMapToInt(match -> word(match.group()));
  }

  private IntStream word(String word) {
    return switch (word) {
      case START -> IntStream.of(start);
      case END -> IntStream.of(end);
      default -> IntStream.of(pairs.encode(word.getBytes(StandardCharsets.UTF_8)));
    };
  }
}
