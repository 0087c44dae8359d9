package io.asva.models.download;

import java.net.URI;
import java.util.Set;

/** The words for answers that are no file. */
final class Refusals {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

  private Refusals() {}

  /** Whether the same request may be answered later. */
  static boolean isPassing(int status) {
    return PASSING.contains(status);
  }

  static DownloadException of(Answer answer, boolean withToken) {
    int status = answer.status();
    return new DownloadException(words(answer.address(), status, withToken), status);
  }

  private static String words(URI address, int status, boolean withToken) {
    String where = Addresses.words(address) + " ";
    return switch (status) {
      case 401 ->
          where
              + (withToken
                  ? "doesn't know the token (401); give a valid one in HF_TOKEN."
                  : "asks who you are (401); a hub's token is given in HF_TOKEN.");
      case 403 ->
          where
              + "refuses the file (403): its licence may have to be accepted on its page, or the"
              + (withToken
                  ? " token may not read it."
                  : " server wants a token, given in HF_TOKEN.");
      case 404, 410 ->
          where + "doesn't exist (" + status + "); it may have moved: look at the file's page.";
      case 407 ->
          where
              + "can't be reached: the proxy asks for a name and a password (407); give them in its"
              + " address, https_proxy=http://NAME:PASSWORD@HOST:PORT.";
      case 429 -> where + "has had too many requests (429); try again later, or with HF_TOKEN.";
      default ->
          where
              + "answered with status "
              + status
              + (status >= 500
                  ? "; the server is in trouble: try again later, or take a mirror."
                  : ", not with the file; look at its page, or take a mirror.");
    };
  }
}
