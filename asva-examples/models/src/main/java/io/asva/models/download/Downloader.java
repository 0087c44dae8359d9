package io.asva.models.download;

import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.IoReason;
import io.asva.core.files.OutputPlace;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Fetches files over HTTP. A file is written to {@code NAME.part} beside its place, and moved there
 * when it is whole and its size and hash are right; what broke off goes on where it ended, also in
 * a later call. A server that passes trouble on or falls silent is asked again, five times in a row
 * at most, and longer apart each time.
 *
 * <p>Proxies are Java's ({@code -Dhttps.proxyHost}), else those of {@code https_proxy} and its like
 * in the environment.
 *
 * <p>Safe for use by many threads, also of several processes: a file that another one fetches is an
 * error.
 */
public final class Downloader {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Requests requests;
  private final Optional<Hub> hub;
  private final Disk disk;
  private final Attempts.Pause pause;
  private final Duration patience;

  /** Fetches from anywhere, and with its token from a hub. */
  public Downloader(Optional<Hub> hub) {
    this(hub, Proxies.of(System::getenv), Disk.REAL, Attempts::sleep, PATIENCE);
  }

  Downloader(
      Optional<Hub> hub,
      ProxySelector proxies,
      Disk disk,
      Attempts.Pause pause,
      Duration patience) {
    this.hub = Objects.requireNonNull(hub, "hub");
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(proxies)
            .build();
    this.requests = new Requests(client, proxies, hub, patience);
    this.disk = disk;
    this.pause = pause;
    this.patience = patience;
  }

  /** How many bytes an interrupted download has left beside a file's place. */
  public static long left(Path target) {
    try {
      Path part = Partial.of(target.toAbsolutePath());
      return Files.isRegularFile(part) ? Files.size(part) : 0;
    } catch (IOException e) {
      return 0; // it is gone, so nothing is left
    }
  }

  /**
   * Fetches a file.
   *
   * @param monitor is told of megabytes
   * @throws DownloadException if it can't be had or written, or isn't the one that was meant
   * @throws CancelledException if the monitor was cancelled or this thread interrupted; what was
   *     fetched stays, and the next call goes on from there
   */
  public void fetch(Download download, ProgressMonitor monitor) {
    Objects.requireNonNull(monitor, "monitor");
    Addresses.require(download.address(), "The address of " + download.target().getFileName());
    OutputPlace.fileAndFolders(download.target())
        .or(
            () ->
                download.ifExists() == IfExists.FAIL
                    ? OutputPlace.absent(download.target())
                    : Optional.empty())
        .ifPresent(
            reason -> {
              throw new DownloadException(reason);
            });
    boolean wasThere = Files.exists(download.target());
    try (Partial partial = Partial.take(download.target())) {
      if (!wasThere && Files.exists(download.target())) {
        return; // another run has just finished it
      }
      new Fetching(download, partial, requests, new Transfer(disk, patience), pause, hub)
          .run(monitor);
    } catch (IOException e) {
      monitor.check("fetching " + download.target().getFileName());
      throw new DownloadException(
          "Can't write " + download.target() + ": " + IoReason.of(e) + ".", e);
    }
  }
}
