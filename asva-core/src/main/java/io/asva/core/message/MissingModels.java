package io.asva.core.message;

import java.nio.file.Path;

/** Tells, where models are missing, who knows where they are to be had. Stateless. */
public final class MissingModels {
  private static final String SAYS = " says where to get them.";

  private MissingModels() {}

  /** The command that lists what a folder lacks for animating, as the end of a message. */
  public static String forAnimating(Path root, String dataset) {
    return "\nasva models --models " + root + " --dataset " + dataset + SAYS;
  }

  /**
   * The command that lists what is needed for some work, as a message's last words.
   *
   * @param purpose the work, as the command calls it
   */
  public static String forWork(String purpose) {
    return "asva models --for " + purpose + SAYS;
  }
}
