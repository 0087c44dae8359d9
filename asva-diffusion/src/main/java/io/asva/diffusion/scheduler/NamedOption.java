package io.asva.diffusion.scheduler;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A choice that configuration files write as a word. */
interface NamedOption {
  String word();

  /** The choice of a word, or an error that lists the words. */
  static <E extends Enum<E> & NamedOption> E parse(Class<E> type, String option, String word) {
    E[] all = type.getEnumConstants();
    for (E choice : all) {
      if (choice.word().equals(word)) {
        return choice;
      }
    }
    throw new SchedulerException(
        "The scheduler's option `"
            + option
            + "` is `"
            + word
            + "`; supported are "
            + Arrays.stream(all).map(NamedOption::word).collect(Collectors.joining(", "))
            + ".");
  }
}
