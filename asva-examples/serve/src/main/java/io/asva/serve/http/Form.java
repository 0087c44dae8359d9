package io.asva.serve.http;

import io.asva.serve.upload.Uploads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of a request, and the files among them, which stay until it is closed or they are
 * handed on.
 *
 * <p>Used by one thread at a time.
 */
final class Form implements AutoCloseable {
  private final Map<String, String> fields = new HashMap<>();
  private final Map<String, Uploads.Held> files = new HashMap<>();
  private final List<Uploads.Held> all = new ArrayList<>();

  /** Adds a field. */
  void add(String name, String value) {
    if (fields.put(name, value) != null || files.containsKey(name)) {
      throw ProblemException.badRequest("The field " + name + " is given twice.");
    }
  }

  /** Adds a file that came with the request. */
  void add(String name, Uploads.Held file) {
    hold(file);
    if (files.put(name, file) != null || fields.containsKey(name)) {
      throw ProblemException.badRequest("The field " + name + " is given twice.");
    }
  }

  /** Keeps something until this is closed. */
  Uploads.Held hold(Uploads.Held file) {
    all.add(file);
    return file;
  }

  /** Throws if there is a field of another name. */
  void requireOnly(Set<String> names) {
    List<String> given = new ArrayList<>(fields.keySet());
    given.addAll(files.keySet());
    for (String name : given) {
      if (!names.contains(name)) {
        throw ProblemException.badRequest(
            "There is no field \""
                + name
                + "\"; the fields are "
                + String.join(", ", names.stream().sorted().toList())
                + ".");
      }
    }
  }

  /** A field that is not empty. */
  Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  /** A field that is a number. */
  <N extends Number> Optional<N> number(String name, Function<String, N> parse) {
    return field(name)
        .map(
            value -> {
              try {
                return parse.apply(value);
              } catch (NumberFormatException e) {
                throw ProblemException.badRequest(
                    "The field "
                        + name
                        + " is \""
                        + shortened(value)
                        + "\"; a number is expected.");
              }
            });
  }

  private static String shortened(String value) {
    return value.length() > 40 ? value.substring(0, 40) + "…" : value;
  }

  /** A file: one that came along, or an earlier upload that is named by its id. */
  Optional<Uploads.Held> file(String name, Uploads uploads) {
    Uploads.Held sent = files.get(name);
    if (sent != null) {
      return Optional.of(sent);
    }
    return field(name)
        .map(
            id ->
                hold(
                    uploads
                        .hold(id)
                        .orElseThrow(
                            () ->
                                new ProblemException(
                                    422,
                                    "The upload that "
                                        + name
                                        + " names is not there any more. Send the file again."))));
  }

  /** Lets go of the files. */
  @Override
  public void close() {
    all.forEach(Uploads.Held::close);
  }
}
