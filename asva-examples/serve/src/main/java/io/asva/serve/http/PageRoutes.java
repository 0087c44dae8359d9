package io.asva.serve.http;

import io.asva.serve.http.Route.Reach;
import io.asva.serve.page.PageFiles;
import io.asva.serve.page.PageFiles.PageFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The page and the API's description, which everybody may read. Stateless. */
final class PageRoutes {
  private static final String DESCRIPTION = "openapi.json";

  private PageRoutes() {}

  static List<Route> routes() {
    Map<String, PageFile> files = PageFiles.read();
    List<Route> routes = new ArrayList<>();
    byte[] description = description();
    routes.add(
        new Route(
            "GET",
            "/v1/" + DESCRIPTION,
            Reach.EVERYBODY,
            exchange -> exchange.bytes(200, Exchange.JSON, description)));
    files.forEach(
        (name, file) ->
            routes.add(
                new Route(
                    "GET",
                    name.equals("index.html") ? "/" : "/page/" + name,
                    Reach.EVERYBODY,
                    exchange -> exchange.bytes(200, file.type(), file.bytes()))));
    return routes;
  }

  private static byte[] description() {
    try (InputStream in =
        Objects.requireNonNull(PageRoutes.class.getResourceAsStream(DESCRIPTION))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
