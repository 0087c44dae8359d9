package io.asva.serve.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.asva.serve.store.Ids;
import io.asva.serve.store.JsonFormat;
import io.asva.serve.store.ShownName;
import io.asva.serve.upload.Uploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's fields, from {@code multipart/form-data} or JSON. Files go to the disk as they
 * come, so that one takes no memory however large it is.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param uploads take the files
 * @param incoming where they are while they come
 * @param mostBytes of a request
 */
record FormReader(Uploads uploads, Path incoming, long mostBytes) {
  private static final int MOST_JSON = 64 * 1024;
  private static final int MOST_PARTS = 32;
  private static final int MOST_FIELD = 64 * 1024;

  /** Takes a form, and answers. */
  @FunctionalInterface
  interface Use {
    /** Answers. */
    void accept(Form form) throws Exception;
  }

  /** Reads the fields, then has them used, on a thread that may wait, and lets go of the files. */
  void read(Exchange exchange, Use use, Answering answering) {
    readKept(
        exchange,
        form -> {
          try (form) {
            use.accept(form);
          }
        },
        answering);
  }

  /** Reads the fields, then has them used; who uses them closes the form. */
  void readKept(Exchange exchange, Use use, Answering answering) {
    long length = exchange.request().getLength();
    if (length > mostBytes) {
      throw tooLarge();
    }
    String type =
        exchange.header(HttpHeader.CONTENT_TYPE).orElse("").strip().toLowerCase(Locale.ROOT);
    if (type.startsWith("multipart/form-data")) {
      multipart(exchange, use, answering);
    } else if (type.startsWith(Exchange.JSON)) {
      json(exchange, use, answering);
    } else {
      throw new ProblemException(
          415, "Send multipart/form-data (curl -F) or application/json, which this is not.");
    }
  }

  private ProblemException tooLarge() {
    return new ProblemException(
        413,
        "The request is larger than the "
            + mostBytes / 1_000_000
            + " MB that this server takes. Send a shorter or smaller file.");
  }

  private void json(Exchange exchange, Use use, Answering answering) {
    Content.Source.asByteArrayAsync(
        exchange.request(),
        MOST_JSON,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            (bytes, failure) ->
                answering.run(
                    exchange,
                    () -> {
                      if (failure != null) {
                        throw reading(failure);
                      }
                      use.accept(fields(bytes));
                    })));
  }

  private static Form fields(byte[] bytes) {
    JsonNode root;
    try {
      root = JsonFormat.MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      throw ProblemException.badRequest("The body is no JSON: " + e.getOriginalMessage() + ".");
    }
    if (!root.isObject()) {
      throw ProblemException.badRequest("The body is no JSON object.");
    }
    Form form = new Form();
    for (Map.Entry<String, JsonNode> field : root.properties()) {
      if (field.getValue().isContainerNode()) {
        throw ProblemException.badRequest(
            "The field " + field.getKey() + " must be a text or a number.");
      }
      if (!field.getValue().isNull()) {
        form.add(field.getKey(), field.getValue().asText());
      }
    }
    return form;
  }

  private void multipart(Exchange exchange, Use use, Answering answering) {
    Request request = exchange.request();
    String boundary =
        MultiPart.extractBoundary(exchange.header(HttpHeader.CONTENT_TYPE).orElseThrow());
    if (boundary == null) {
      throw ProblemException.badRequest("The multipart/form-data has no boundary.");
    }
    MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
    parser.setFilesDirectory(incoming);
    parser.setMaxParts(MOST_PARTS);
    parser.setMaxLength(mostBytes);
    parser.setMaxFileSize(mostBytes);
    parser.setMaxMemoryFileSize(MOST_FIELD); // larger files go to the disk
    parser.setUseFilesForPartsWithoutFileName(false);
    parser.parse(
        request,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            (parts, failure) ->
                answering.run(
                    exchange,
                    () -> {
                      if (failure != null) {
                        throw reading(failure);
                      }
                      use.accept(form(parts));
                    })));
  }

  private Form form(MultiPartFormData.Parts parts) throws IOException {
    Form form = new Form();
    try (parts) {
      for (MultiPart.Part part : parts) {
        take(part, form);
      }
      return form;
    } catch (IOException | RuntimeException e) {
      form.close();
      throw e;
    }
  }

  private void take(MultiPart.Part part, Form form) throws IOException {
    String name = part.getName() == null ? "" : part.getName();
    if (part.getFileName() == null) {
      if (part.getLength() > MOST_FIELD) {
        throw new ProblemException(413, "The field " + name + " is too long.");
      }
      form.add(name, part.getContentAsString(StandardCharsets.UTF_8));
    } else if (part.getLength() > 0) {
      Path file = incoming.resolve(Ids.fresh());
      part.writeTo(file);
      form.add(name, uploads.add(file, ShownName.of(part.getFileName(), name)));
    } else if (!part.getFileName().isEmpty()) {
      throw new ProblemException(
          422, "\"" + ShownName.of(part.getFileName(), name) + "\" is empty.");
    }
  }

  /** The problem that a body has which can't be read. */
  private Exception reading(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof TimeoutException || message.contains("data rate")) {
        return new ProblemException(408, "The request's body came too slowly. Send it again.");
      }
      if (message.contains("exceed") || message.contains("too large") || message.contains("max ")) {
        return tooLarge();
      }
    }
    return ProblemException.badRequest("The request's body is cut off, or not in its form.");
  }
}
