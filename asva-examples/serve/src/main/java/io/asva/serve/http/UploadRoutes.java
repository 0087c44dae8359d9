package io.asva.serve.http;

import io.asva.serve.http.Route.Reach;
import io.asva.serve.upload.MediaKind;
import io.asva.serve.upload.Upload;
import io.asva.serve.upload.Uploads;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The routes of uploads. Safe for use by many threads. */
record UploadRoutes(Uploads uploads, FormReader forms, Answering answering) {
  List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/uploads", Reach.KNOWN, this::add),
        new Route("GET", "/v1/uploads/{id}", Reach.KNOWN, this::show),
        new Route("GET", "/v1/uploads/{id}/file", Reach.KNOWN, this::file),
        new Route("DELETE", "/v1/uploads/{id}", Reach.KNOWN, this::remove));
  }

  private void add(Exchange exchange) {
    forms.read(
        exchange,
        form -> {
          form.requireOnly(Set.of("file"));
          Upload upload =
              form.file("file", uploads)
                  .orElseThrow(
                      () -> ProblemException.badRequest("The field file is missing: the file."))
                  .upload();
          exchange.json(201, UploadView.of(upload));
        },
        answering);
  }

  private Upload require(Exchange exchange) {
    return uploads
        .find(exchange.variable("id"))
        .orElseThrow(() -> ProblemException.notFound("There is no such upload (any more)."));
  }

  private void show(Exchange exchange) {
    exchange.json(200, UploadView.of(require(exchange)));
  }

  /** As bytes of no type: nothing that somebody sent is ever shown as a page. */
  private void file(Exchange exchange) throws Exception {
    Upload upload = require(exchange);
    MediaKind kind = upload.facts().kind();
    try (Uploads.Held held = uploads.hold(upload.id()).orElseThrow()) {
      FileAnswer.send(
          exchange, held.upload().file(), kind.name().toLowerCase(Locale.ROOT) + "/x-unknown");
    }
  }

  private void remove(Exchange exchange) {
    Upload upload = require(exchange);
    if (!uploads.remove(upload.id())) {
      throw new ProblemException(409, "A job is using this upload.");
    }
    exchange.empty();
  }
}
