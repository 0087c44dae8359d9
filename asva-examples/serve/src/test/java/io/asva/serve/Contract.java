package io.asva.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The interface's description, and whether an answer is as it says. */
final class Contract {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode document;

  Contract(JsonNode document) {
    this.document = document;
  }

  /** The routes that are described, as {@code METHOD /address}. */
  Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (String method : Set.of("get", "post", "delete", "put", "patch")) {
        if (path.getValue().has(method)) {
          routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    return routes;
  }

  /** Asserts that an answer is one that a route may give. */
  void check(String method, String template, HttpResponse<String> answer) throws IOException {
    JsonNode responses =
        document
            .path("paths")
            .path(template)
            .path(method.toLowerCase(Locale.ROOT))
            .path("responses");
    assertThat(responses.isMissingNode()).as(method + " " + template).isFalse();
    String status = Integer.toString(answer.statusCode());
    JsonNode response = responses.has(status) ? responses.path(status) : responses.path("default");
    assertThat(response.isMissingNode()).as(status + " of " + template).isFalse();
    if (!responses.has(status)) {
      assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
    }
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    assertThat(content.has(type)).as(type + " of " + template + ": " + content).isTrue();
    if (type.endsWith("json")) {
      assertThat(violations(content.path(type).path("schema"), JSON.readTree(answer.body())))
          .as(answer.body())
          .isEmpty();
    }
  }

  /** All that isn't in a value as a schema of the description says. */
  Set<ValidationMessage> violations(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(whole)
        .validate(value);
  }

  JsonNode document() {
    return document;
  }
}
