package io.asva.training.internal;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.files.PlainFile;
import io.asva.core.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A checkpoint's list of its own files with their sizes and SHA-256 sums: {@code manifest.json}. A
 * folder that agrees with its manifest is whole.
 *
 * @param files what should be there, by path below the folder with forward slashes
 */
record Manifest(Map<String, Entry> files) {
  static final String NAME = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One file. */
  record Entry(long bytes, String sha256) {
    static Entry of(Path file) throws IOException {
      return new Entry(Files.size(file), Sha256.of(file));
    }
  }

  String toJson() {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode list = root.putObject("files");
    new TreeMap<>(files)
        .forEach(
            (path, entry) ->
                list.putObject(path).put("bytes", entry.bytes()).put("sha256", entry.sha256()));
    return root.toPrettyString() + "\n";
  }

  /** The fault of a folder; empty if it is whole. */
  static Optional<String> fault(Path folder) {
    try {
      JsonNode list = JSON.readTree(PlainFile.bytes(folder.resolve(NAME))).path("files");
      if (!list.isObject() || list.isEmpty()) {
        return Optional.of(NAME + " lists no files");
      }
      for (Map.Entry<String, JsonNode> entry : list.properties()) {
        Optional<String> fault = fault(folder, entry.getKey(), entry.getValue());
        if (fault.isPresent()) {
          return fault;
        }
      }
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of(NAME + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return Optional.of(
          Files.exists(folder.resolve(NAME))
              ? "it can't be read: " + e
              : "it has no " + NAME + ", so it was not finished or is not this library's");
    }
  }

  private static Optional<String> fault(Path folder, String name, JsonNode expected)
      throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder.normalize())) {
      return Optional.of(NAME + " lists " + name + ", which lies outside of it");
    }
    long bytes = expected.path("bytes").asLong(-1);
    try {
      long found = Files.size(file);
      if (found != bytes) {
        return Optional.of(name + " has " + found + " bytes and should have " + bytes);
      }
    } catch (NoSuchFileException e) {
      return Optional.of(name + " is missing");
    }
    return Sha256.of(file).equals(expected.path("sha256").asText())
        ? Optional.empty()
        : Optional.of(name + " is not what was written: its SHA-256 differs");
  }
}
