package io.asva.examples.tune;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.PlainFile;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of a search in a JSON file, which is written anew with each. Not safe for use by
 * several threads or processes.
 */
public final class TuneJournal {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private static final String EXACT = Preset.EXACT.sampling().words();

  private final Path file;
  private final String settings;
  private final List<Entry> entries = new ArrayList<>();

  /** A measurement, and whether it was thorough. */
  private record Entry(Measurement measurement, boolean thorough) {}

  private TuneJournal(Path file, String settings) {
    this.file = file;
    this.settings = settings;
  }

  /**
   * The journal in a file, which need not be there yet.
   *
   * @param settings what measurements depend on beside their candidates
   * @throws TuneException if the file can't be read, or is of a search with other settings
   */
  public static TuneJournal open(Path file, String settings) {
    TuneJournal journal = new TuneJournal(file, settings);
    if (Files.exists(file)) {
      journal.read();
    }
    return journal;
  }

  private void read() {
    try {
      JsonNode json = JSON.readTree(PlainFile.bytes(file));
      String before = json.path("settings").asText();
      if (!before.equals(settings)) {
        throw new TuneException(
            file
                + " is of another search: \""
                + before
                + "\", not \""
                + settings
                + "\". Name another folder.");
      }
      for (JsonNode entry : json.path("measurements")) {
        entries.add(new Entry(measurement(entry), entry.path("thorough").asBoolean()));
      }
    } catch (JacksonException e) {
      throw new TuneException(file + " is no journal of a search: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new TuneException("Can't read " + file + ": " + e, e);
    }
  }

  private static Measurement measurement(JsonNode entry) {
    Map<String, Double> scores = new LinkedHashMap<>();
    entry.path("scores").properties().forEach(e -> scores.put(e.getKey(), e.getValue().asDouble()));
    JsonNode effort = entry.path("effort");
    return new Measurement(
        entry.path("part").asText(),
        entry.path("way").asText(),
        new Effort(
            effort.path("steps").asInt(),
            effort.path("whole").asInt(),
            effort.path("outer").asInt(),
            effort.path("outer_share").asDouble()),
        scores);
  }

  /** All measurements that are kept, the exact way's first if it is there. */
  public List<Measurement> measurements() {
    List<Measurement> all = new ArrayList<>(entries.stream().map(Entry::measurement).toList());
    all.sort(Comparator.comparing(m -> !bare(m.way()).equals(bare(EXACT))));
    return all;
  }

  /** An earlier measurement of a way, under whatever part's name. */
  Optional<Measurement> find(Candidate candidate, boolean thorough) {
    String way = candidate.sampling().words();
    return entries.stream()
        .filter(e -> bare(e.measurement().way()).equals(bare(way)))
        .filter(e -> e.thorough() || !thorough)
        .map(Entry::measurement)
        .map(m -> new Measurement(candidate.part(), way, m.effort(), m.scores()))
        .findFirst();
  }

  /** Presets may change; what was measured is told by its parts. */
  private static String bare(String way) {
    return way.replaceFirst("^\\w+ \\((.*)\\)$", "$1");
  }

  /** Keeps a measurement, in place of a less thorough one of the same way. */
  Measurement keep(Measurement measurement, boolean thorough) {
    entries.removeIf(e -> bare(e.measurement().way()).equals(bare(measurement.way())));
    entries.add(new Entry(measurement, thorough));
    write();
    return measurement;
  }

  private void write() {
    List<Map<String, Object>> written = new ArrayList<>();
    for (Entry kept : entries) {
      Measurement m = kept.measurement();
      Map<String, Object> effort = new LinkedHashMap<>();
      effort.put("steps", m.effort().steps());
      effort.put("whole", m.effort().whole());
      effort.put("outer", m.effort().outer());
      effort.put("outer_share", m.effort().outerShare());
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("part", m.part());
      entry.put("way", m.way());
      entry.put("thorough", kept.thorough());
      entry.put("effort", effort);
      entry.put("scores", m.scores());
      written.add(entry);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("settings", settings);
    all.put("measurements", written);
    try {
      AtomicWrite.write(file, part -> Files.write(part, JSON.writeValueAsBytes(all)));
    } catch (IOException e) {
      throw new TuneException("Can't write " + file + ": " + e, e);
    }
  }
}
