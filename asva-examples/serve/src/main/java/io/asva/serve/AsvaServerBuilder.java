package io.asva.serve;

import io.asva.core.files.AsvaCache;
import io.asva.diffusion.Animator;
import io.asva.diffusion.GuidanceScales;
import io.asva.media.MediaLimits;
import io.asva.serve.store.Retention;
import io.asva.serve.upload.Sample;
import io.asva.sync.SyncScorer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Composes an {@link AsvaServer}.
 *
 * <p>Not safe for use by several threads.
 */
public final class AsvaServerBuilder {
  /**
   * The usual limits of a file: 50 megapixels, 10 minutes. To be given to the animator and the
   * scorer as well.
   */
  public static final MediaLimits LIMITS = new MediaLimits(50_000_000, 600, 64, 128_000_000L);

  private static final int HIGHEST_PORT = 65_535;
  private static final int SHORTEST_TOKEN = 16;
  private static final long MEGABYTE = 1_000_000;

  final Animator animator;
  @Nullable SyncScorer scorer;
  String host = "127.0.0.1";
  int port = 8080;
  @Nullable String token;
  final Set<String> names = new LinkedHashSet<>();
  @Nullable Path folder;
  long mostBytes = 200 * MEGABYTE;
  MediaLimits limits = LIMITS;
  GuidanceScales guidance = GuidanceScales.DEFAULT;
  final List<Sample> samples = new ArrayList<>();
  Duration idleTimeout = Duration.ofSeconds(30);
  Duration grace = Duration.ofSeconds(30);
  Retention uploads = new Retention(Duration.ofDays(1), 2_000 * MEGABYTE);
  Retention jobs = new Retention(Duration.ofDays(30), 5_000 * MEGABYTE);
  BiConsumer<String, Throwable> log = (what, why) -> {};

  AsvaServerBuilder(Animator animator) {
    this.animator = animator;
  }

  /** Scores videos, too. It belongs to the server once that is started, which closes it. */
  public AsvaServerBuilder scorer(SyncScorer choice) {
    scorer = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /**
   * The address that it listens at; 127.0.0.1 by default, which only programs of this machine
   * reach. Any other needs a {@link #token}.
   */
  public AsvaServerBuilder host(String address) {
    host = Objects.requireNonNull(address, "address");
    return this;
  }

  /**
   * The port; 8080 by default, 0 for any that is free.
   *
   * @throws ServeException if it is none
   */
  public AsvaServerBuilder port(int number) {
    if (number < 0 || number > HIGHEST_PORT) {
      throw new ServeException(
          "The port is " + number + "; it must be from 1 to 65535, or 0 for any that is free.");
    }
    port = number;
    return this;
  }

  /**
   * A secret that requests must have; by default none.
   *
   * @throws ServeException if it is shorter than 16 characters, or not all of them can stand in a
   *     header
   */
  public AsvaServerBuilder token(String secret) {
    Objects.requireNonNull(secret, "secret");
    if (secret.length() < SHORTEST_TOKEN || !secret.matches("[\\x21-\\x7e]+")) {
      throw new ServeException(
          "The token must have 16 characters or more, of ASCII and without spaces:"
              + " openssl rand -hex 16 makes one.");
    }
    token = secret;
    return this;
  }

  /**
   * Another name that browsers reach it by, such as that of a proxy before it. Addresses of numbers
   * and localhost need none; requests under other names are refused.
   */
  public AsvaServerBuilder name(String other) {
    names.add(Objects.requireNonNull(other, "other").toLowerCase(Locale.ROOT));
    return this;
  }

  /** The folder that it works in; by default {@code serve} in {@link AsvaCache}. */
  public AsvaServerBuilder folder(Path place) {
    folder = Objects.requireNonNull(place, "place");
    return this;
  }

  /**
   * The largest request, 200 MB by default.
   *
   * @throws ServeException if it is less than 1
   */
  public AsvaServerBuilder mostBytes(long bytes) {
    if (bytes < 1) {
      throw new ServeException("The largest request must have 1 byte or more, not " + bytes + ".");
    }
    mostBytes = bytes;
    return this;
  }

  /**
   * The limits of a file; by default {@link #LIMITS}. They should be those that the animator and
   * the scorer were given.
   */
  public AsvaServerBuilder limits(MediaLimits choice) {
    limits = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /** How strongly audio and words guide where a request doesn't say it. */
  public AsvaServerBuilder guidance(GuidanceScales usual) {
    guidance = Objects.requireNonNull(usual, "usual");
    return this;
  }

  /** A file that is offered to those who have none at hand. */
  public AsvaServerBuilder sample(Sample sample) {
    samples.add(Objects.requireNonNull(sample, "sample"));
    return this;
  }

  /** How long it waits for a browser that sends or takes nothing; 30 s by default. */
  public AsvaServerBuilder idleTimeout(Duration time) {
    idleTimeout = positive(time);
    return this;
  }

  /** How long a clip that is being made may take when it is closed; 30 s by default. */
  public AsvaServerBuilder grace(Duration time) {
    grace = Objects.requireNonNull(time, "time");
    return this;
  }

  /** How long uploads are kept after their last use, and how much; by default a day and 2 GB. */
  public AsvaServerBuilder keepUploads(Retention choice) {
    uploads = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /** How long clips are kept, and how much of them; by default 30 days and 5 GB. */
  public AsvaServerBuilder keepJobs(Retention choice) {
    jobs = Objects.requireNonNull(choice, "choice");
    return this;
  }

  /** Who is told of failures that are not the request's fault; by default nobody. */
  public AsvaServerBuilder log(BiConsumer<String, Throwable> listener) {
    log = Objects.requireNonNull(listener, "listener");
    return this;
  }

  private static Duration positive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new ServeException("The idle time-out must be positive, not " + time + ".");
    }
    return time;
  }

  Path folder() {
    return folder == null ? AsvaCache.folder().resolve("serve") : folder;
  }

  /**
   * Starts it. It answers when this returns, and warms the networks up meanwhile. If it can't be
   * started, animator and scorer stay open.
   *
   * @throws ServeException if it can't listen there, or may not without a token
   * @throws io.asva.core.AsvaException if its folder can't be used
   */
  public AsvaServer start() {
    if (token == null && !Loopback.is(host)) {
      throw new ServeException(
          "At "
              + host
              + " other machines can reach the server, so it needs a token: token(...), or"
              + " --token.");
    }
    return new AsvaServer(this);
  }
}
