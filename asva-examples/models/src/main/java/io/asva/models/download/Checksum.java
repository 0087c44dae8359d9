package io.asva.models.download;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.asva.core.Cancellation;
import io.asva.core.files.PlainFile;
import io.asva.core.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A published hash of a file. Immutable.
 *
 * @param algorithm by which it was computed
 * @param hex the hash, in lower case
 */
public record Checksum(Algorithm algorithm, String hex) {
  private static final int BUFFER = 1 << 20;
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]+");

  /** The ways to compute one. */
  public enum Algorithm {
    /** SHA-256 of the content. */
    SHA256("sha256", "SHA-256", 64),
    /** SHA-1 of git's word blob, the content's length and the content: git's name for a file. */
    GIT_BLOB("git", "SHA-1", 40);

    private final String word;
    private final String name;
    private final int digits;

    Algorithm(String word, String name, int digits) {
      this.word = word;
      this.name = name;
      this.digits = digits;
    }

    private MessageDigest digest() {
      try {
        return MessageDigest.getInstance(name);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has " + name, e);
      }
    }
  }

  /**
   * A hash.
   *
   * @throws IllegalArgumentException if it doesn't have its algorithm's number of digits
   */
  public Checksum {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(hex, "hex");
    if (hex.length() != algorithm.digits || !DIGITS.matcher(hex).matches()) {
      throw new IllegalArgumentException("\"" + hex + "\" is no " + algorithm.word + " hash");
    }
  }

  /**
   * The hash that a hub links to a large file: a quoted or plain SHA-256; none if it is another.
   */
  static Optional<Checksum> linked(String tag) {
    String hex = tag.replace("\"", "");
    return hex.length() == Algorithm.SHA256.digits && DIGITS.matcher(hex).matches()
        ? Optional.of(new Checksum(Algorithm.SHA256, hex))
        : Optional.empty();
  }

  /** A hash as the catalogue has it: {@code sha256:...} or {@code git:...}. */
  @JsonCreator
  public static Checksum parse(String text) {
    for (Algorithm algorithm : Algorithm.values()) {
      if (text.startsWith(algorithm.word + ":")) {
        return new Checksum(algorithm, text.substring(algorithm.word.length() + 1));
      }
    }
    throw new IllegalArgumentException("\"" + text + "\" is no sha256:... and no git:...");
  }

  /** Whether a file has this hash. */
  public boolean matches(Path file, Cancellation cancellation) throws IOException {
    return of(file, cancellation).equals(this);
  }

  /** The hash of a file's content by the same algorithm. */
  Checksum of(Path file, Cancellation cancellation) throws IOException {
    MessageDigest digest = algorithm.digest();
    if (algorithm == Algorithm.GIT_BLOB) {
      digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.US_ASCII));
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = PlainFile.stream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        cancellation.check("checking " + file.getFileName());
        digest.update(buffer, 0, n);
      }
    }
    return new Checksum(algorithm, Sha256.text(digest.digest()));
  }

  @JsonValue
  @Override
  public String toString() {
    return algorithm.word + ":" + hex;
  }
}
