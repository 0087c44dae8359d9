package io.asva.diffusion;

/** The words that condition an animation. */
public sealed interface Prompt {
  /**
   * A category of the data set, whose encoding lies in a file.
   *
   * @param name the category, "lions roaring", or its folder's name, "lions_roaring"
   */
  record Category(String name) implements Prompt {}

  /**
   * Any text, which the text encoder digests.
   *
   * @param text the text, which may be empty
   */
  record Text(String text) implements Prompt {
    private static final int LONGEST = 10_000;

    /**
     * Checks the length.
     *
     * @throws AnimationException if it has more than 10,000 characters
     */
    public Text {
      if (text.length() > LONGEST) {
        throw new AnimationException(
            "The text has "
                + text.length()
                + " characters; give at most "
                + LONGEST
                + ", of which only the first 75 tokens are heard.");
      }
    }
  }
}
