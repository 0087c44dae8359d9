package io.asva.serve.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method, a kind of address, and the action that answers them.
 *
 * <p>Immutable.
 *
 * @param method GET, POST or DELETE
 * @param template the address, in which {@code {name}} stands for any one part
 * @param reach who is answered
 * @param action gives the answer, at once or later
 */
record Route(String method, String template, Reach reach, Action action) {
  /** Who is answered where a token is asked for. */
  enum Reach {
    /** Everybody: it tells nothing of anybody's. */
    EVERYBODY,
    /** Those with the token. */
    KNOWN
  }

  /** Gives an answer. */
  @FunctionalInterface
  interface Action {
    /** Answers, at once or later; what it throws becomes the answer. */
    void answer(Exchange exchange) throws Exception;
  }

  /** The parts of an address by the template's names; empty if it isn't of this kind. */
  Optional<Map<String, String>> match(String path) {
    List<String> wanted = List.of(template.split("/", -1));
    List<String> given = List.of(path.split("/", -1));
    if (wanted.size() != given.size()) {
      return Optional.empty();
    }
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      String part = wanted.get(i);
      if (part.startsWith("{")) {
        variables.put(part.substring(1, part.length() - 1), given.get(i));
      } else if (!part.equals(given.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
