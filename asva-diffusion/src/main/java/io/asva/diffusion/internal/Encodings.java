package io.asva.diffusion.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.Prompt;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextException;
import io.asva.diffusion.text.FolderTextSource;
import io.asva.unet.UnetConfig;
import org.jspecify.annotations.Nullable;

/**
 * The encodings that the UNet attends to, checked for their shapes. Those that stand for no audio
 * and for no text are the same for every clip, and computed once.
 *
 * <p>Safe for use by many threads.
 */
final class Encodings {
  private static final int USUAL_TOKENS = 77; // CLIP's, and of all encodings of categories

  private final Parts parts;
  private @Nullable FloatTensor nullAudio;
  private @Nullable FloatTensor nullText;

  Encodings(Parts parts) {
    this.parts = parts;
  }

  /** The tokens of audio (channels, samples) at 16 kHz. */
  FloatTensor audio(FloatTensor waveform, Cancellation cancellation) {
    return tokens(MelSpectrogram.of(waveform), cancellation);
  }

  /** The tokens that stand for no audio: those of a spectrogram of zeros. */
  synchronized FloatTensor nullAudio(Cancellation cancellation) {
    if (nullAudio == null) {
      nullAudio = tokens(MelSpectrogram.none(), cancellation);
    }
    return nullAudio;
  }

  /** The encoding of a request's text. */
  FloatTensor text(Prompt prompt, Cancellation cancellation) {
    return checkedText(
        prompt instanceof Prompt.Category category
            ? parts.text().category(category.name(), cancellation)
            : parts.text().text(((Prompt.Text) prompt).text(), cancellation));
  }

  /**
   * The encoding of the empty text.
   *
   * @param text what it is to stand in for, which must have as many tokens
   */
  synchronized FloatTensor nullText(FloatTensor text, Cancellation cancellation) {
    if (nullText == null) {
      nullText = checkedText(parts.text().nullText(cancellation));
    }
    return alike("empty", nullText, text);
  }

  /**
   * The encoding of a text in place of the empty one.
   *
   * @param text the encoding of the request's text, which must have as many tokens
   */
  FloatTensor negativeText(Prompt.Text negative, FloatTensor text, Cancellation cancellation) {
    return alike("negative", text(negative, cancellation), text);
  }

  private static FloatTensor alike(String which, FloatTensor encoding, FloatTensor text) {
    if (!encoding.shape().equals(text.shape())) {
      throw new AnimationException(
          "The encoding of the "
              + which
              + " text is "
              + encoding.shape()
              + ", that of the text "
              + text.shape()
              + "; guidance by text needs both alike.");
    }
    return encoding;
  }

  /** Words of the shape that all have: the empty text's, or zeros where that has no encoding. */
  FloatTensor anyWords(Cancellation cancellation) {
    try {
      return checkedText(parts.text().nullText(cancellation));
    } catch (TextException e) {
      return FloatTensor.zeros(1, USUAL_TOKENS, config().textWidth());
    }
  }

  private FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
    FloatTensor tokens = parts.audio().tokens(mel, cancellation);
    requireGiven(tokens, "audio encoder", parts.audio());
    Shape expected = Shape.of(1, AudioEncoder.TOKENS, config().audioCrossAttentionDim());
    if (!tokens.shape().equals(expected)) {
      throw new AnimationException(
          "The audio encoder gives "
              + tokens.shape()
              + "; the UNet takes "
              + expected
              + " (its audio_cross_attention_dim last). It is a "
              + parts.audio().getClass().getName()
              + ".");
    }
    return FiniteCheck.require(
        "What the audio encoder gives",
        tokens,
        () -> "It is a " + parts.audio().getClass().getName() + "; the audio was finite.");
  }

  private FloatTensor checkedText(FloatTensor text) {
    requireGiven(text, "text source", parts.text());
    Shape shape = text.shape();
    if (shape.rank() != 3
        || shape.dim(0) != 1
        || shape.dim(1) < 1
        || shape.dim(2) != config().textWidth()) {
      throw new AnimationException(
          "The text is encoded as "
              + shape
              + "; the UNet takes 1xNx"
              + config().textWidth()
              + " (its cross_attention_dim last)."
              + textSource());
    }
    return FiniteCheck.require(
        "The encoding of the text", text, () -> "Look at what made it." + textSource());
  }

  /** The source of the text, unless it is a folder, whose errors name the file. */
  private String textSource() {
    return parts.text() instanceof FolderTextSource
        ? ""
        : " Its source is a " + parts.text().getClass().getName() + ".";
  }

  /** Refuses a missing result: users' implementations may return null, whatever their type says. */
  private static void requireGiven(@Nullable FloatTensor given, String part, Object by) {
    if (given == null) {
      throw new AnimationException(
          "The " + part + " gives null. It is a " + by.getClass().getName() + ".");
    }
  }

  private UnetConfig config() {
    return parts.unet().config();
  }
}
