package io.asva.serve.http;

import io.asva.serve.store.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;

/**
 * Who is answered. A page of another origin is not, whatever name it reaches this server by: the
 * Host must be an address of numbers, which nobody can point elsewhere, or a name that the server
 * is known by (else a page could have its own name point here: DNS rebinding), and an Origin must
 * be the same. Where there is a token, it is needed as well, as {@code Authorization: Bearer} or as
 * the cookie that a session has.
 *
 * <p>Immutable, so safe for use by many threads.
 */
final class Access {
  private static final String COOKIE = "asva_session";
  private static final String BEARER = "Bearer ";
  private static final Pattern NUMBERS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
  private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");

  private final Set<String> names;
  private final @Nullable String token;
  private final String session = Ids.fresh();

  /**
   * The rules of a server.
   *
   * @param names that it is known by, besides localhost
   * @param token that is asked for; none if null
   */
  Access(Set<String> names, @Nullable String token) {
    this.names = names;
    this.token = token;
  }

  /** Throws unless a request comes by a name of this server, and from its own page if from any. */
  void requireOwn(Request request) {
    String host = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.HOST), "");
    String name = PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
    boolean known =
        name.equals("localhost") || NUMBERS.matcher(name).matches() || names.contains(name);
    if (!known) {
      throw new ProblemException(
          421,
          "This server is not known by the name in the request's Host. Use its address, or start it"
              + " with --name.");
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null && !authority(origin).equals(host.toLowerCase(Locale.ROOT))) {
      throw new ProblemException(
          403,
          "The request comes from a page of another origin; only this server's own is served.");
    }
    if (isCrossSite(request)) {
      throw new ProblemException(
          403, "The request comes from a page of another site; only this server's own is served.");
    }
  }

  private static String authority(String origin) {
    int scheme = origin.indexOf("://");
    return scheme < 0 ? "" : origin.substring(scheme + 3).toLowerCase(Locale.ROOT);
  }

  /** Whether a browser says so; a link to the page may lie anywhere. */
  private static boolean isCrossSite(Request request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    boolean other = "cross-site".equals(site) || "same-site".equals(site);
    boolean link =
        "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
            && "GET".equals(request.getMethod())
            && "/".equals(Request.getPathInContext(request));
    return other && !link;
  }

  /** Throws unless a request has the token, where one is asked for. */
  void requireToken(Request request) {
    if (token != null && !hasBearer(request) && !hasSession(request)) {
      throw new ProblemException(
          401,
          "This server asks for its token, which it was started with: send it as Authorization:"
              + " Bearer TOKEN.");
    }
  }

  private boolean hasBearer(Request request) {
    String sent = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    return sent != null && sent.startsWith(BEARER) && isToken(sent.substring(BEARER.length()));
  }

  private boolean hasSession(Request request) {
    return Request.getCookies(request).stream()
        .anyMatch(cookie -> cookie.getName().equals(COOKIE) && same(cookie.getValue(), session));
  }

  /** Whether a text is the token; as a page asks that has one typed in. */
  boolean isToken(String sent) {
    return token == null || same(sent, token);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  /** Begins a session, which a browser has until it or the server is closed. */
  void begin(Response response) {
    Response.putCookie(
        response,
        HttpCookie.build(COOKIE, session)
            .httpOnly(true)
            .sameSite(HttpCookie.SameSite.STRICT)
            .path("/")
            .build());
  }
}
