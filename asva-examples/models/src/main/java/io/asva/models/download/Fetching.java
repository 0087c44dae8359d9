package io.asva.models.download;

import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLHandshakeException;

/** One file on its way: attempts until it is whole, then the checks. */
final class Fetching {
  private final Download download;
  private final Partial partial;
  private final Requests requests;
  private final Transfer transfer;
  private final Attempts attempts;
  private final Optional<Hub> hub;
  private OptionalLong size;
  private Optional<Checksum> checksum;
  private boolean resumed;

  Fetching(
      Download download,
      Partial partial,
      Requests requests,
      Transfer transfer,
      Attempts.Pause pause,
      Optional<Hub> hub) {
    this.download = download;
    this.partial = partial;
    this.requests = requests;
    this.transfer = transfer;
    this.attempts = new Attempts(pause);
    this.hub = hub;
    this.size = download.size();
    this.checksum = download.checksum();
  }

  /** Fetches, checks and puts into place. */
  void run(ProgressMonitor monitor) throws IOException {
    fetch(monitor);
    if (!isRight(monitor)) {
      boolean joined = resumed;
      partial.delete();
      if (!joined) {
        throw wrong();
      }
      // Perhaps the begin was another version's: all from one is worth an attempt.
      fetch(monitor);
      if (!isRight(monitor)) {
        partial.delete();
        throw wrong();
      }
    }
    try {
      download.check().accept(partial.file());
    } catch (RuntimeException e) {
      partial.delete();
      throw e;
    }
    partial.finish(download.ifExists());
  }

  private boolean isRight(ProgressMonitor monitor) throws IOException {
    return checksum.isEmpty() || checksum.get().matches(partial.file(), monitor);
  }

  private DownloadException wrong() {
    return new DownloadException(
        Addresses.words(download.address())
            + " gave another file than was published: its hash isn't "
            + checksum.orElseThrow()
            + ". Nothing was kept; try again, or take another mirror.");
  }

  private void fetch(ProgressMonitor monitor) throws IOException {
    if (partial.size() > size.orElse(Long.MAX_VALUE)) {
      partial.delete();
    }
    resumed = partial.size() > 0;
    boolean whole = resumed && partial.size() == size.orElse(-1);
    while (!whole) {
      monitor.check("fetching " + download.target().getFileName());
      long before = partial.size();
      OptionalLong asked = OptionalLong.empty();
      DownloadException failure;
      try (Answer answer = ask(before)) {
        if (Refusals.isPassing(answer.status())) {
          asked = answer.retryAfter();
          failure = Refusals.of(answer, withToken(answer.address()));
        } else {
          whole = take(answer, monitor);
          failure = broken(new IOException("it ended before the file did"));
        }
      } catch (SSLHandshakeException e) {
        throw new DownloadException(
            server()
                + " can't be trusted: "
                + e.getMessage()
                + ". Where a proxy has a certificate of its own, name a trust store that holds it"
                + " (-Djavax.net.ssl.trustStore=FILE).",
            e);
      } catch (IOException e) {
        monitor.check("fetching " + download.target().getFileName());
        failure = broken(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancelledException("fetching " + download.target().getFileName(), e);
      }
      if (!whole) {
        again(partial.size() - before, asked, failure, monitor);
      }
    }
  }

  private void again(
      long brought, OptionalLong asked, DownloadException failure, ProgressMonitor monitor) {
    try {
      attempts.again(brought, asked, failure, monitor);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException("waiting for " + server(), e);
    }
  }

  /** Asks for what is left: of the same version, unless a hash will tell whether it was. */
  private Answer ask(long from) throws IOException, InterruptedException {
    Optional<String> version = partial.validator();
    if (from > 0 && checksum.isEmpty() && version.isEmpty()) {
      partial.delete();
      return requests.get(download.address(), 0, Optional.empty());
    }
    return requests.get(download.address(), from, checksum.isEmpty() ? version : Optional.empty());
  }

  /** Takes what a server gives, and says whether the file is whole then. */
  private boolean take(Answer answer, ProgressMonitor monitor) throws IOException {
    long at = partial.size();
    if (answer.status() == 416) {
      boolean whole = at > 0 && answer.total().orElse(-1) == at && isSize(at);
      if (!whole) {
        partial.delete();
      }
      return whole;
    }
    if (answer.status() != 200 && answer.status() != 206) {
      throw Refusals.of(answer, withToken(answer.address()));
    }
    if (answer.isPage()) {
      throw new DownloadException(
          Addresses.words(answer.address())
              + " sent a web page and not the file: it may ask to sign in or to confirm. Open the"
              + " file's page in a browser, and give the downloaded file to asva models put.");
    }
    agree(answer);
    if (answer.status() == 200) {
      at = 0; // without ranges, or of another version
      resumed = false;
      partial.begin(answer.validator());
    } else if (answer.begin().orElse(-1) != at) {
      partial.delete();
      throw new IOException("it sent another part than was asked for");
    }
    OptionalLong total = total(answer);
    transfer.requireRoom(partial.file(), download.target(), total.orElse(at) - at);
    transfer.run(answer.response().body(), partial.file(), at, total, monitor);
    return total.isEmpty() || partial.size() == total.getAsLong();
  }

  private OptionalLong total(Answer answer) {
    return size.isPresent() ? size : answer.total();
  }

  private boolean isSize(long bytes) {
    return size.isEmpty() || size.getAsLong() == bytes;
  }

  /** Throws where the server says of the file other than is published. */
  private void agree(Answer answer) {
    for (OptionalLong offered : new OptionalLong[] {answer.linkedSize(), answer.total()}) {
      if (offered.isPresent() && !isSize(offered.getAsLong())) {
        throw new DownloadException(
            server()
                + " has another file than was published: one of "
                + offered.getAsLong()
                + " bytes, not "
                + size.getAsLong()
                + ". Look at the file's page, or take another mirror.");
      }
    }
    Optional<Checksum> linked = answer.linkedChecksum();
    if (linked.isPresent() && isOther(linked.get())) {
      throw new DownloadException(
          server()
              + " has another file than was published: its hash is "
              + linked.get()
              + ", not "
              + checksum.orElseThrow()
              + ". Look at the file's page, or take another mirror.");
    }
    size = size.isPresent() ? size : answer.linkedSize();
    checksum = checksum.or(() -> linked);
  }

  private boolean isOther(Checksum linked) {
    return checksum.isPresent()
        && checksum.get().algorithm() == linked.algorithm()
        && !checksum.get().equals(linked);
  }

  private boolean withToken(URI address) {
    return hub.filter(h -> h.holds(address)).flatMap(Hub::token).isPresent();
  }

  private String server() {
    return Addresses.words(download.address());
  }

  private DownloadException broken(IOException e) {
    return new DownloadException(
        "The connection to "
            + server()
            + " doesn't hold: "
            + reason(e)
            + ". What was fetched is kept, and the next run goes on from there. Proxies are those of"
            + " https_proxy, or Java's.",
        e);
  }

  /** Java's client often says no more than the name of its error. */
  private static String reason(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the server's name, or the proxy's, can't be resolved";
      }
    }
    if (e instanceof ConnectException) {
      return "nobody answers there";
    }
    if (e instanceof HttpTimeoutException) {
      return "no answer came in time";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
