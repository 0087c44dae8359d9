package io.asva.sync.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.files.RunLock;
import io.asva.core.files.Sha256;
import io.asva.media.MediaNote;
import io.asva.media.dataset.DatasetVideo;
import io.asva.sync.CentreScores;
import io.asva.sync.SyncException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of videos that are done, a line each of a sum and JSON; the first line says of which
 * evaluation. A line counts when it is complete and its sum is right: what a killed process left
 * behind the last one is cut off. A video that was changed since, or whose line was, is scored
 * again.
 */
final class Journal implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final long MOST_BYTES = 1L << 30;
  private static final int SUM = 65; // 64 digits and a blank

  private final Path file;
  private final RunLock lock;
  private final FileChannel channel;
  private final Map<JsonNode, CentreScores> done = new HashMap<>();

  private Journal(Path file, RunLock lock) {
    this.file = file;
    this.lock = lock;
    this.channel = lock.channel();
  }

  /** Opens a journal, new or begun by the same evaluation. */
  static Journal open(Path file, SyncSettings settings, String scoredBy) {
    ObjectNode header = MAPPER.createObjectNode();
    header.put("asva_evaluate_sync", 3); // another number when what is written changes
    header.put("num_clips", settings.clips());
    header.put("shift_time", settings.gap());
    header.put("scored_by", scoredBy);
    try {
      RunLock lock =
          RunLock.tryTake(file)
              .orElseThrow(
                  () ->
                      new SyncException(
                          file
                              + " is in use: the same evaluation is running. Wait for it, or name"
                              + " another file."));
      Journal journal = new Journal(file, lock);
      try {
        journal.read(header);
        return journal;
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private void read(ObjectNode header) throws IOException {
    if (channel.size() > MOST_BYTES) {
      throw otherwise();
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {}
    String text = // as bytes, for positions
        new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    int end = text.lastIndexOf('\n') + 1;
    List<String> lines = text.substring(0, end).lines().toList();
    if (lines.isEmpty() && !headerBegun(text, header)) {
      throw otherwise();
    }
    if (!lines.isEmpty() && !header.equals(tree(lines.get(0)))) {
      throw otherwise();
    }
    for (String line : lines.isEmpty() ? lines : lines.subList(1, lines.size())) {
      if (line.length() > SUM && sum(line.substring(SUM)).equals(line.substring(0, SUM))) {
        JsonNode entry = tree(line.substring(SUM));
        done.put(
            entry.path("video"),
            new CentreScores(scores(entry, "av"), scores(entry, "va"), notes(entry)));
      }
    }
    channel.truncate(end);
    channel.position(end);
    if (lines.isEmpty()) {
      append(bytes(header));
    }
  }

  /** Whether a file without a complete line is a journal's first moment, and not another file. */
  private static boolean headerBegun(String text, ObjectNode header) {
    return new String(bytes(header), StandardCharsets.ISO_8859_1).startsWith(text);
  }

  private JsonNode tree(String line) {
    try {
      return MAPPER.readTree(line.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw otherwise();
    }
  }

  private List<Double> scores(JsonNode entry, String key) {
    List<Double> scores = new ArrayList<>();
    entry.path(key).forEach(value -> scores.add(value.asDouble()));
    if (scores.isEmpty()) {
      throw otherwise();
    }
    return scores;
  }

  private List<MediaNote> notes(JsonNode entry) {
    List<MediaNote> notes = new ArrayList<>();
    for (JsonNode note : entry.path("notes")) {
      notes.add(
          new MediaNote(
              MediaNote.Kind.of(note.path("kind").asText()).orElseThrow(this::otherwise),
              note.path("text").asText()));
    }
    return notes;
  }

  private SyncException otherwise() {
    return new SyncException(
        file
            + " is not the journal of this evaluation: other weights, settings or protocol, or"
            + " another kind of file. Remove it, or name another one.");
  }

  private static SyncException unusable(Path file, IOException e) {
    return new SyncException(
        "Can't keep the evaluation's journal in " + file + ": " + e + ". Name another place.", e);
  }

  /** The scores of a video in its present version. */
  Optional<CentreScores> find(DatasetVideo video) {
    return identity(video).flatMap(key -> Optional.ofNullable(done.get(key)));
  }

  /** Notes what was found of a video, for good. */
  void add(DatasetVideo video, CentreScores scores) {
    ObjectNode entry = MAPPER.createObjectNode();
    identity(video)
        .ifPresent(
            key -> {
              entry.set("video", key);
              put(entry.putArray("av"), scores.audioToVideo());
              put(entry.putArray("va"), scores.videoToAudio());
              ArrayNode notes = entry.putArray("notes");
              scores
                  .notes()
                  .forEach(
                      note ->
                          notes
                              .addObject()
                              .put("kind", note.kind().key())
                              .put("text", note.text()));
              try {
                String line = new String(bytes(entry), StandardCharsets.ISO_8859_1);
                append((sum(line.strip()) + line).getBytes(StandardCharsets.ISO_8859_1));
              } catch (IOException e) {
                throw unusable(file, e);
              }
            });
  }

  private static void put(ArrayNode array, List<Double> values) {
    values.forEach(array::add);
  }

  /** SHA-256 of a line's JSON, whose bytes are the characters of a text, and a blank. */
  private static String sum(String line) {
    return Sha256.of(line) + " ";
  }

  private void append(byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(line);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  private static byte[] bytes(JsonNode line) {
    try {
      return (MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  /** Name, length and time of change; nothing where the file is gone. */
  private static Optional<JsonNode> identity(DatasetVideo video) {
    try {
      BasicFileAttributes file = Files.readAttributes(video.file(), BasicFileAttributes.class);
      ObjectNode key = MAPPER.createObjectNode();
      key.put("name", video.name());
      // As texts: a number that was read may be of another type than the one that was written.
      key.put("bytes", String.valueOf(file.size()));
      key.put("modified", file.lastModifiedTime().toString());
      return Optional.of(key);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  /** Removes the journal of a complete evaluation. */
  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }
}
