package io.asva.models;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.IoReason;
import io.asva.models.content.Content;
import io.asva.models.content.ContentReader;
import io.asva.models.download.Download;
import io.asva.models.download.DownloadException;
import io.asva.models.download.Downloader;
import io.asva.models.download.Hub;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches the published files that a folder of models lacks. Nothing else in the library asks other
 * servers. Files for which a person must ask are fetched from a mirror alone.
 *
 * <pre>{@code
 * ModelsFolder folder = new ModelsFolder(Path.of("models"), "AVSync15");
 * Listing after = ModelsFetcher.builder().build()
 *     .fetch(folder, Set.of(Purpose.ANIMATE), ProgressMonitor.none(), file -> {});
 * }</pre>
 *
 * <p>Immutable, so safe for use by many threads.
 */
public final class ModelsFetcher {
  private final Origins origins;
  private final IfExists ifExists;
  private final Downloader downloader;

  ModelsFetcher(Hub hub, Optional<URI> mirror, IfExists ifExists) {
    this.origins = new Origins(hub, mirror);
    this.ifExists = ifExists;
    this.downloader = new Downloader(Optional.of(hub));
  }

  /** A fetcher from the places that the catalogue names; the environment says which hub. */
  public static ModelsFetcherBuilder builder() {
    return new ModelsFetcherBuilder();
  }

  /**
   * Fetches all that purposes take, isn't there and can be fetched; the folder is made where it is
   * missing.
   *
   * @param monitor is told of each file's megabytes
   * @param begins is told of each file before it is fetched
   * @return what is there afterwards
   * @throws DownloadException if a file can't be fetched; those before it stay
   * @throws ModelsException if another file is in its place, or was sent in its place
   */
  public Listing fetch(
      ModelsFolder folder,
      Set<Purpose> purposes,
      ProgressMonitor monitor,
      Consumer<ListedFile> begins) {
    Objects.requireNonNull(monitor, "monitor");
    make(folder.root());
    for (ListedFile file : folder.list(purposes).files()) {
      if (!file.isHere() && file.need() != Need.SPARED) {
        fetch(folder, file, monitor, begins);
      }
    }
    return folder.list(purposes);
  }

  private static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ModelsException("Can't make the folder " + folder + ": " + IoReason.of(e), e);
    }
  }

  private void fetch(
      ModelsFolder folder, ListedFile file, ProgressMonitor monitor, Consumer<ListedFile> begins) {
    Optional<URI> address = origins.address(folder, file);
    if (address.isEmpty()) {
      return;
    }
    requireFree(file);
    begins.accept(file);
    Published published = file.published();
    Download download =
        new Download(
            address.get(),
            file.place(),
            published.size(),
            published.checksum(),
            ifExists,
            fetched -> requireKind(published, address.get(), fetched));
    try {
      downloader.fetch(download, monitor);
    } catch (DownloadException e) {
      // A mirror needn't have what only persons may ask for, or what can be done without.
      boolean dispensable = !published.isFetchable() || file.need() == Need.OPTIONAL;
      if (!(origins.isMirrored() && e.isNotFound() && dispensable)) {
        throw e;
      }
    }
  }

  private void requireFree(ListedFile file) {
    if (ifExists == IfExists.FAIL && Files.exists(file.place())) {
      throw new ModelsException(
          file.place()
              + " is "
              + (file.state() instanceof FileState.OfAnotherKind other
                  ? other.found()
                  : file.state().word())
              + ", and is kept: remove it, or ask to replace it (--overwrite).");
    }
  }

  private static void requireKind(Published published, URI address, Path file) {
    Content content = ContentReader.read(file);
    if (!published.part().kind().fits(content)) {
      throw new ModelsException(
          address
              + " gave "
              + content.words()
              + "; "
              + published.part().kind().words()
              + " was expected. Look at "
              + published.page()
              + ".");
    }
  }
}
