package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.sync.evaluation.SyncSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Which evaluation of the sync classifier a journal belongs to.
 *
 * @param scoredBy the weights' files, the videos' folder and how they are read
 * @param settings its numbers
 */
record EvaluationJournal(String scoredBy, SyncSettings settings) {

  static EvaluationJournal of(Path modules, Path videos, SyncSettings settings, String how) {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> walked = Files.walk(modules, 2)) {
      List<Path> files = walked.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        text.append(modules.relativize(file).toString().replace('\\', '/'))
            .append(' ')
            .append(Files.size(file))
            .append(' ')
            .append(Files.getLastModifiedTime(file))
            .append("; ");
      }
    } catch (IOException e) {
      throw new AsvaException("Can't look into the folder " + modules + ": " + e, e);
    }
    text.append(videos.toAbsolutePath().normalize()).append("; ").append(how);
    return new EvaluationJournal(text.toString(), settings);
  }

  /** The usual place: beside the list, under a name of its own for each evaluation. */
  Path beside(Path list) {
    CRC32 sum = new CRC32();
    String all = scoredBy + settings.clips() + " " + settings.gap();
    sum.update(all.getBytes(StandardCharsets.UTF_8));
    String name =
        String.format(
            Locale.ROOT, ".%s.evaluate-sync-%08x.jsonl", list.getFileName(), sum.getValue());
    return list.resolveSibling(name);
  }
}
