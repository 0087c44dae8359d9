package io.asva.core.prepared;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.CacheException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and how much of it, this process keeps what opening networks computes, so that the next
 * opening needn't: {@code prepared} in {@link AsvaCache}'s folder. A full-size denoiser takes 5.7
 * GB there, which opens in a tenth of the time.
 *
 * <p>It is at most what was given to {@link #limit}, else what the environment variable {@code
 * ASVA_PREPARED} says ({@code 20GB}, {@code off}), else 12 GiB. Results are the same bits with and
 * without it, and it never makes an opening fail: where nothing can be kept, a warning of {@link
 * System.Logger} {@code io.asva} says so once.
 *
 * <p>Safe for use by many threads.
 */
public final class PreparedModels {
  /** The environment variable that says how much is kept. */
  public static final String VARIABLE = "ASVA_PREPARED";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(MB|GB|TB)?");
  private static final long MEGABYTE = 1_000_000;

  private static @Nullable Long chosen;
  private static @Nullable PreparedFolder current;

  private PreparedModels() {}

  /**
   * Chooses how much this process keeps. Networks that are open already stay as they are.
   *
   * @param bytes the most; 0 keeps nothing and uses nothing that was kept
   */
  public static synchronized void limit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("the limit must not be negative: " + bytes);
    }
    chosen = bytes;
    current = null;
  }

  /**
   * How many bytes are kept at most.
   *
   * @throws CacheException if the environment variable can't be read as a size
   */
  public static synchronized long limit() {
    if (chosen != null) {
      return chosen;
    }
    String variable = System.getenv(VARIABLE);
    if (variable == null || variable.isBlank()) {
      return PreparedLimits.usual().most();
    }
    return size(variable)
        .orElseThrow(
            () ->
                new CacheException(
                    "The environment variable "
                        + VARIABLE
                        + " is \""
                        + variable
                        + "\"; a size is expected, 500MB or 20GB, or off."));
  }

  /**
   * A size as users write it.
   *
   * @param text {@code 500MB}, {@code 20GB}, {@code 1TB}, a number of bytes, or {@code off}
   * @return bytes; empty if it is none
   */
  public static Optional<Long> size(String text) {
    Objects.requireNonNull(text, "text");
    String plain = text.strip().toUpperCase(Locale.ROOT);
    if (plain.equals("OFF")) {
      return Optional.of(0L);
    }
    Matcher matcher = SIZE.matcher(plain);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    long unit =
        switch (String.valueOf(matcher.group(2))) {
          case "MB" -> MEGABYTE;
          case "GB" -> 1000 * MEGABYTE;
          case "TB" -> 1_000_000 * MEGABYTE;
          default -> 1;
        };
    return Optional.of(number * unit);
  }

  /**
   * The place for it; empty if nothing is to be kept, or if the cache goes with this process.
   *
   * @throws CacheException if the environment variable can't be read as a size
   */
  public static synchronized Optional<PreparedFolder> folder() {
    long most = limit();
    if (most == 0) {
      return Optional.empty();
    }
    Optional<Path> place;
    try {
      place = AsvaCache.prepared();
    } catch (CacheException e) {
      return Optional.empty(); // what can't do without a cache says so
    }
    if (place.isEmpty()) {
      return Optional.empty();
    }
    PreparedFolder known = current;
    if (known == null || !known.place().equals(place.get())) {
      known = new PreparedFolder(place.get(), PreparedLimits.usual().withMost(most));
      current = known;
    }
    return Optional.of(known);
  }
}
