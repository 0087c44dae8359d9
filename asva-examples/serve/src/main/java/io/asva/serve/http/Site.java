package io.asva.serve.http;

import io.asva.diffusion.Animator;
import io.asva.serve.http.Route.Reach;
import io.asva.serve.job.Jobs;
import io.asva.serve.job.Scoring;
import io.asva.serve.store.PlainWords;
import io.asva.serve.upload.Uploads;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Everything that the server answers: who may ask, which route it is, and what a failure becomes.
 *
 * <p>Safe for use by many threads.
 */
public final class Site extends Handler.Abstract {
  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src"
          + " 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final List<HttpField> HEADERS =
      List.of(
          new HttpField("Content-Security-Policy", PAGE),
          new HttpField("X-Content-Type-Options", "nosniff"),
          new HttpField("X-Frame-Options", "DENY"),
          new HttpField("Referrer-Policy", "no-referrer"),
          new HttpField("Cross-Origin-Opener-Policy", "same-origin"),
          new HttpField("Cross-Origin-Resource-Policy", "same-origin"),
          new HttpField("Permissions-Policy", "microphone=(self), camera=(), geolocation=()"),
          new HttpField(HttpHeader.CACHE_CONTROL, "no-store"));

  private final Access access;
  private final Metrics metrics = new Metrics();
  private final Settings settings;
  private final List<Route> routes = new ArrayList<>();

  /** A site over what does the work; closing that is its owner's business. */
  public Site(
      Settings settings, Animator animator, Jobs jobs, Uploads uploads, Optional<Scoring> scoring) {
    this.settings = settings;
    this.access = new Access(settings.names(), settings.token());
    FormReader forms = new FormReader(uploads, settings.incoming(), settings.mostBytes());
    OrderReader orders =
        new OrderReader(
            animator, uploads, settings.limits(), settings.guidance(), settings.incoming());
    Answering answering = this::run;
    routes.addAll(
        new SystemRoutes(
                animator,
                jobs,
                uploads,
                settings,
                scoring.isPresent(),
                access,
                metrics,
                forms,
                answering)
            .routes());
    routes.addAll(new UploadRoutes(uploads, forms, answering).routes());
    routes.addAll(new AnimationRoutes(jobs, orders, forms, answering).routes());
    routes.addAll(new ScoreRoutes(scoring, uploads, forms, answering).routes());
    routes.addAll(PageRoutes.routes());
  }

  /** The routes, as {@code METHOD /address}. */
  public Set<String> routes() {
    Set<String> all = new LinkedHashSet<>();
    routes.forEach(route -> all.add(route.method() + " " + route.template()));
    return all;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HEADERS.forEach(response.getHeaders()::put);
    Request.addCompletionListener(request, failure -> metrics.answered(response.getStatus()));
    Exchange exchange = new Exchange(request, response, callback, Map.of());
    run(exchange, () -> route(exchange));
    return true;
  }

  private void route(Exchange exchange) throws Exception {
    Request request = exchange.request();
    access.requireOwn(request);
    String path = Request.getPathInContext(request);
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    List<String> others = new ArrayList<>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(path);
      if (variables.isPresent() && route.method().equals(method)) {
        if (route.reach() == Reach.KNOWN) {
          access.requireToken(request);
        }
        route
            .action()
            .answer(
                new Exchange(request, exchange.response(), exchange.callback(), variables.get()));
        return;
      }
      variables.ifPresent(any -> others.add(route.method()));
    }
    refuse(exchange, others);
  }

  private void refuse(Exchange exchange, List<String> methods) {
    access.requireToken(exchange.request());
    if (methods.isEmpty()) {
      throw ProblemException.notFound(
          "This server has no such address; /v1/openapi.json lists all.");
    }
    String allowed = String.join(", ", methods);
    exchange.with(HttpHeader.ALLOW, allowed);
    throw new ProblemException(405, "This address takes " + allowed + ".");
  }

  private void run(Exchange exchange, Answering.Step step) {
    try {
      step.run();
    } catch (Exception | Error e) {
      if (!PlainWords.explains(e)) {
        settings.log().accept("A request failed", e);
      }
      answer(exchange, e);
    }
  }

  private void answer(Exchange exchange, Throwable failure) {
    try {
      exchange.problem(Problem.of(failure));
    } catch (RuntimeException e) {
      exchange.callback().failed(e);
    }
  }
}
