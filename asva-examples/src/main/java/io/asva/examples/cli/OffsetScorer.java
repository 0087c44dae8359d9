package io.asva.examples.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The scorer that finds a shift between audio and image. */
enum OffsetScorer {
  /** The sync classifier, which needs weights. */
  CLASSIFIER("classifier", "classifier's score (logit, mean over clips)"),
  /** AV-Align's onsets and peaks of motion. */
  AV_ALIGN("av-align", "AV-Align: share of onsets and motion peaks that meet");

  private final String word;
  private final String score;

  OffsetScorer(String word, String score) {
    this.word = word;
    this.score = score;
  }

  /** The name of its scores. */
  String score() {
    return score;
  }

  @Override
  public String toString() {
    return word;
  }

  /** Turns a word into a scorer. */
  static final class Converter implements ITypeConverter<OffsetScorer> {
    @Override
    public OffsetScorer convert(String value) {
      return switch (value) {
        case "classifier" -> CLASSIFIER;
        case "av-align", "av_align" -> AV_ALIGN;
        default ->
            throw new TypeConversionException(
                "'" + value + "' is no scorer; write classifier or av-align");
      };
    }
  }
}
