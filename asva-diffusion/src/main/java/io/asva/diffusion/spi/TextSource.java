package io.asva.diffusion.spi;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;

/**
 * An encoder of words: turns categories and texts into what the UNet attends to.
 *
 * <p>Implementations are safe for use by many threads. An animator that was built with one closes
 * it. All encodings have as many tokens, 77 in Stable Diffusion.
 */
public interface TextSource extends AutoCloseable {
  /** The width of a token. */
  int channels();

  /**
   * Looks whether a category is known, before anything is read or computed for it. Without a list
   * of categories nothing happens.
   *
   * @param name the category's text, or its folder's name
   * @throws TextException if it is not known; the message lists those that are
   */
  default void requireCategory(String name) {}

  /**
   * The encoding of a category.
   *
   * @param name the category's text, or its folder's name
   * @param cancellation stops the work
   * @return (1, tokens, channels)
   * @throws TextException if the category is not known; the message lists those that are
   * @throws io.asva.core.CancelledException if it was stopped
   */
  FloatTensor category(String name, Cancellation cancellation);

  /**
   * The encoding of any text.
   *
   * @return (1, tokens, channels)
   * @throws TextException if there is no text encoder
   * @throws io.asva.core.CancelledException if it was stopped
   */
  FloatTensor text(String text, Cancellation cancellation);

  /**
   * The encoding of the empty text, which guidance leads away from.
   *
   * @return (1, tokens, channels)
   * @throws TextException if there is none, nor a text encoder
   * @throws io.asva.core.CancelledException if it was stopped
   */
  FloatTensor nullText(Cancellation cancellation);

  /** Frees what it holds; again without effect. */
  @Override
  void close();
}
