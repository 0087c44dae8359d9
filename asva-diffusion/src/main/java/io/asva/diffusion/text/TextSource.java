package io.asva.diffusion.text;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;

/** Turns words into what the UNet attends to. Implementations are safe for use by many threads. */
public interface TextSource extends AutoCloseable {
  /**
   * The encoding of a category.
   *
   * @param name the category's text, or its folder's name
   * @return (1, tokens, channels)
   * @throws TextException if the category is not known; the message lists those that are
   */
  FloatTensor category(String name, Cancellation cancellation);

  /**
   * The encoding of any text.
   *
   * @return (1, tokens, channels)
   * @throws TextException if there is no text encoder
   */
  FloatTensor text(String text, Cancellation cancellation);

  /**
   * The encoding of the empty text, which guidance leads away from.
   *
   * @return (1, tokens, channels)
   * @throws TextException if there is none, nor a text encoder
   */
  FloatTensor nullText(Cancellation cancellation);

  /** Frees what it holds; again without effect. */
  @Override
  void close();
}
