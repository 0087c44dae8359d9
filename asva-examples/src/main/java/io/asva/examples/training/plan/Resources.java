package io.asva.examples.training.plan;

import static java.util.Objects.requireNonNull;

import io.asva.examples.drawn.Edition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts that come with the demo's training: configurations, and the model card's pattern. */
public final class Resources {
  private static final String FOLDER = "/io/asva/examples/training/";

  private Resources() {}

  /** The text of one of the files, of an edition's own where it has one. */
  static String text(Edition edition, String name) {
    String own = edition.key() + "/" + name;
    return Resources.class.getResource(FOLDER + own) == null ? text(name) : text(own);
  }

  /** The text of one of the files. */
  public static String text(String name) {
    try (InputStream in =
        requireNonNull(Resources.class.getResourceAsStream(FOLDER + name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
