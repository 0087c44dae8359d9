package io.asva.diffusion.text;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.diffusion.spi.TextSource;
import java.util.List;

/**
 * Words that a text encoder digests; a category is a text like any other.
 *
 * <p>Safe for use by many threads.
 */
public final class EncoderTextSource implements TextSource {
  private final TextEncoder encoder;
  private final BpeTokenizer tokenizer;

  /** A source over an encoder, which is closed with it, and the tokenizer it was trained with. */
  public EncoderTextSource(TextEncoder encoder, BpeTokenizer tokenizer) {
    this.encoder = encoder;
    this.tokenizer = tokenizer;
  }

  @Override
  public int channels() {
    return encoder.config().width();
  }

  @Override
  public FloatTensor category(String name, Cancellation cancellation) {
    return text(name, cancellation);
  }

  /**
   * {@inheritDoc}
   *
   * @throws io.asva.core.runtime.ModelException if the tokenizer gives ids that the encoder's
   *     vocabulary does not have
   */
  @Override
  public FloatTensor text(String text, Cancellation cancellation) {
    return encoder.encode(tokenizer.clip(List.of(text)), cancellation);
  }

  @Override
  public FloatTensor nullText(Cancellation cancellation) {
    return text("", cancellation);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
