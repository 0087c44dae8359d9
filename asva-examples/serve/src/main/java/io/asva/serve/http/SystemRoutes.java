package io.asva.serve.http;

import io.asva.diffusion.Animator;
import io.asva.serve.http.Route.Reach;
import io.asva.serve.job.Jobs;
import io.asva.serve.upload.Sample;
import io.asva.serve.upload.Upload;
import io.asva.serve.upload.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The routes of the server itself. Safe for use by many threads. */
final class SystemRoutes {
  private final Animator animator;
  private final Jobs jobs;
  private final Uploads uploads;
  private final Settings settings;
  private final boolean scores;
  private final Access access;
  private final Metrics metrics;
  private final FormReader forms;
  private final Answering answering;
  private final List<SampleView> samples;

  SystemRoutes(
      Animator animator,
      Jobs jobs,
      Uploads uploads,
      Settings settings,
      boolean scores,
      Access access,
      Metrics metrics,
      FormReader forms,
      Answering answering) {
    this.animator = animator;
    this.jobs = jobs;
    this.uploads = uploads;
    this.settings = settings;
    this.scores = scores;
    this.access = access;
    this.metrics = metrics;
    this.forms = forms;
    this.answering = answering;
    List<SampleView> views = new ArrayList<>();
    for (Sample sample : settings.samples()) {
      Upload upload = uploads.lend(sample.file(), sample.name());
      views.add(new SampleView(UploadView.of(upload), sample.category()));
    }
    this.samples = List.copyOf(views);
  }

  /**
   * A sample as it is told.
   *
   * @param upload to be used like any other
   * @param category what moves in it
   */
  record SampleView(UploadView upload, @Nullable String category) {}

  List<Route> routes() {
    return List.of(
        new Route("GET", "/health", Reach.EVERYBODY, e -> e.json(200, Map.of("status", "up"))),
        new Route("GET", "/metrics", Reach.KNOWN, this::metrics),
        new Route("POST", "/v1/session", Reach.EVERYBODY, this::session),
        new Route("GET", "/v1/models", Reach.KNOWN, this::models),
        new Route("GET", "/v1/samples", Reach.KNOWN, e -> e.json(200, Map.of("samples", samples))));
  }

  private void metrics(Exchange exchange) {
    exchange.text(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text(jobs, uploads));
  }

  private void session(Exchange exchange) {
    forms.read(
        exchange,
        form -> {
          form.requireOnly(Set.of("token"));
          if (!access.isToken(form.field("token").orElse(""))) {
            throw new ProblemException(
                401, "This is not the token that the server was started with.");
          }
          access.begin(exchange.response());
          exchange.empty();
        },
        answering);
  }

  private void models(Exchange exchange) {
    exchange.json(200, ModelsView.of(animator, jobs, settings, scores));
  }
}
