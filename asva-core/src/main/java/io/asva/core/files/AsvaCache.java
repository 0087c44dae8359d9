package io.asva.core.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which this library keeps what it can make again: unpacked native libraries, the
 * demo's models, what opening networks computes, and files that live as long as the process.
 *
 * <p>It is the one given to {@link #use}, else the one that the environment variable {@code
 * ASVA_CACHE} names, else {@code asva} in the user's folder for caches: {@code XDG_CACHE_HOME}, or
 * {@code LOCALAPPDATA} under Windows, or {@code ~/.cache}. Where that last one can't be used (there
 * is no home, or it is read-only), it is a folder for this process alone in {@code java.io.tmpdir},
 * which is removed when the process ends, or by the next one if it is killed.
 *
 * <p>Safe for use by many threads.
 */
public final class AsvaCache {
  /** The environment variable that chooses the folder. */
  public static final String VARIABLE = "ASVA_CACHE";

  private static final String PREFIX = "asva-cache-";
  private static final String NATIVES = "natives";
  private static final String SCRATCH = "running";
  private static final String PREPARED = "prepared";

  private static @Nullable Path chosen;
  private static @Nullable Path current;
  private static boolean lasting;
  private static @Nullable HeldFolder scratch;

  private AsvaCache() {}

  /**
   * Chooses the folder for this process, which is made when it is needed. Native libraries that are
   * loaded already stay where they are, so call this first.
   */
  public static synchronized void use(Path folder) {
    chosen = folder;
    current = null;
  }

  /**
   * The folder, which exists.
   *
   * @throws CacheException if the one that was chosen can't be made or written to, or belongs to
   *     another user, or if none was and neither the usual place nor a temporary one can be used
   */
  public static synchronized Path folder() {
    Path folder = current;
    if (folder == null) {
      folder = find();
      current = folder;
    }
    return folder;
  }

  /**
   * The folder in it for native libraries, which only this user can read or write; made if it isn't
   * there.
   *
   * @throws CacheException if it can't be made, or is a link, or others could write to it
   */
  public static Path natives() {
    return PrivateFolder.make(folder().resolve(NATIVES));
  }

  /**
   * The folder in it for what opening networks computes, which only this user can read or write;
   * made if it isn't there. Empty where the cache goes with this process.
   *
   * @throws CacheException if it can't be made, or is a link, or others could write to it
   */
  public static synchronized Optional<Path> prepared() {
    Path folder = folder();
    return lasting ? Optional.of(PrivateFolder.make(folder.resolve(PREPARED))) : Optional.empty();
  }

  /**
   * A folder in it for temporary files of this process. It goes when the process ends; what killed
   * processes left goes when another one asks for its own.
   *
   * @throws CacheException if it can't be made
   */
  public static synchronized Path scratch() {
    HeldFolder folder = scratch;
    if (folder == null) {
      Path parent = PrivateFolder.make(folder().resolve(SCRATCH));
      try {
        folder = HeldFolder.make(parent, "").untilExit();
      } catch (IOException e) {
        throw new CacheException(
            "Can't make a folder in " + parent + ": " + IoReason.of(e) + ".", e);
      }
      scratch = folder;
    }
    return folder.path();
  }

  private static Path find() {
    lasting = true;
    if (chosen != null) {
      return CacheFolder.open(chosen);
    }
    String variable = System.getenv(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return CacheFolder.open(Path.of(variable));
    }
    CacheException failure;
    try {
      Path usual = CacheFolder.open(UsualPlaces.ofThisUser().cache());
      PrivateFolder.make(usual.resolve(NATIVES)); // some file systems have no private folders
      return usual;
    } catch (CacheException e) {
      failure = e;
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      lasting = false;
      return HeldFolder.make(temporary, PREFIX).untilExit().path();
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
