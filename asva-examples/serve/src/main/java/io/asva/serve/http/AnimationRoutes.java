package io.asva.serve.http;

import io.asva.serve.http.Route.Reach;
import io.asva.serve.job.JobOrder;
import io.asva.serve.job.JobView;
import io.asva.serve.job.Jobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpHeader;

/** The routes of animations. Safe for use by many threads. */
record AnimationRoutes(Jobs jobs, OrderReader orders, FormReader forms, Answering answering) {
  private static final String ONE = "/v1/animations/{id}";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

  List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/animations", Reach.KNOWN, this::submit),
        new Route("GET", "/v1/animations", Reach.KNOWN, this::list),
        new Route("GET", ONE, Reach.KNOWN, exchange -> exchange.json(200, require(exchange))),
        new Route("DELETE", ONE, Reach.KNOWN, this::remove),
        new Route("GET", ONE + "/events", Reach.KNOWN, this::events),
        new Route("GET", ONE + "/result.mp4", Reach.KNOWN, e -> result(e, "mp4", "video/mp4")),
        new Route("GET", ONE + "/result.gif", Reach.KNOWN, e -> result(e, "gif", "image/gif")),
        new Route("GET", ONE + "/frames.zip", Reach.KNOWN, this::zip),
        new Route("GET", ONE + "/frames/{number}", Reach.KNOWN, this::frame));
  }

  /** The form goes on with the job, which lets go of its files; a refusal lets go at once. */
  private void submit(Exchange exchange) {
    forms.readKept(
        exchange,
        form -> {
          JobOrder order;
          try {
            order = orders.read(form);
          } catch (RuntimeException e) {
            form.close();
            throw e;
          }
          JobView view = jobs.submit(order);
          exchange.with(HttpHeader.LOCATION, "/v1/animations/" + view.id()).json(202, view);
        },
        answering);
  }

  private void list(Exchange exchange) {
    exchange.json(200, Map.of("animations", jobs.list()));
  }

  private JobView require(Exchange exchange) {
    return jobs.find(exchange.variable("id"))
        .orElseThrow(() -> ProblemException.notFound("There is no such animation (any more)."));
  }

  private void remove(Exchange exchange) {
    JobView view = require(exchange);
    if (jobs.cancel(view.id())) {
      exchange.json(202, require(exchange));
    } else {
      jobs.remove(view.id());
      exchange.empty();
    }
  }

  private void events(Exchange exchange) {
    EventStream.send(exchange, jobs, require(exchange).id());
  }

  private void result(Exchange exchange, String ending, String type) throws Exception {
    JobView view = require(exchange);
    exchange.with(
        HttpHeader.CONTENT_DISPOSITION,
        "inline; filename=\"asva-" + view.id().substring(0, 6) + "." + ending + "\"");
    FileAnswer.send(exchange, file(view, "result." + ending), type);
  }

  private void frame(Exchange exchange) throws Exception {
    JobView view = require(exchange);
    String number = exchange.variable("number").replaceFirst("\\.png$", "");
    if (!NUMBER.matcher(number).matches()) {
      throw ProblemException.notFound("Frames are numbered: 0.png, 1.png and so on.");
    }
    FileAnswer.send(exchange, file(view, frameName(Integer.parseInt(number))), "image/png");
  }

  private static String frameName(int number) {
    return String.format(Locale.ROOT, "frames/frame-%03d.png", number);
  }

  private void zip(Exchange exchange) throws Exception {
    JobView view = require(exchange);
    int frames = view.result() == null ? 0 : view.result().frames();
    file(view, frameName(0));
    exchange.with(
        HttpHeader.CONTENT_DISPOSITION,
        "attachment; filename=\"asva-" + view.id().substring(0, 6) + ".zip\"");
    List<Path> files = IntStream.range(0, frames).mapToObj(i -> file(view, frameName(i))).toList();
    exchange.bytes(200, "application/zip", FrameZip.of(files));
  }

  private Path file(JobView view, String name) {
    return jobs.file(view.id(), name)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    view.state().isOver()
                        ? "This animation has no such file."
                        : "This animation is not done yet."));
  }
}
