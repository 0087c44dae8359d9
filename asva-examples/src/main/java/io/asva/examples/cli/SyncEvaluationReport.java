package io.asva.examples.cli;

import io.asva.core.runtime.ResolvedDevice;
import io.asva.sync.Proportion;
import io.asva.sync.evaluation.SyncEvaluationResult;
import io.asva.sync.evaluation.SyncEvaluationResult.BadVideo;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report of an evaluation of the sync classifier.
 *
 * @param checkpoint the classifier's folder
 * @param protocol how files were read
 * @param device where networks ran
 * @param result what was found
 */
record SyncEvaluationReport(
    Path checkpoint, String protocol, ResolvedDevice device, SyncEvaluationResult result) {
  private static final String RULE = "#".repeat(73);

  /** The lines of the original first, as they are; then what it doesn't say. */
  void print(PrintWriter out) {
    Proportion av = result.accuracy().audioToVideo();
    Proportion va = result.accuracy().videoToAudio();
    out.println(RULE);
    out.println("Evaluation result: ");
    out.println("checkpoint = " + checkpoint);
    out.println(RULE);
    out.println("valid examples = " + result.scored().size());
    out.println(four("av_acc = %.4f", av.rate()));
    out.println(four("va_acc = %.4f", va.rate()));
    out.println(four("av_acc 95%% interval = %.4f to %.4f", av.low(), av.high()));
    out.println(four("va_acc 95%% interval = %.4f to %.4f", va.low(), va.high()));
    out.println(four("chance = %.4f", result.accuracy().chance()));
    out.println("bad examples = " + result.bad().size());
    out.println("protocol = " + protocol);
    out.println("device = " + device.words());
    out.flush();
  }

  void printBad(PrintWriter err) {
    if (!result.bad().isEmpty()) {
      err.println(
          result.bad().size()
              + " of "
              + (result.bad().size() + result.scored().size())
              + " listed videos could not be scored:");
      result.bad().forEach(bad -> err.println("  " + bad.name() + ": " + bad.reason()));
      err.flush();
    }
  }

  void printJson(PrintWriter out) {
    new Json()
        .put("checkpoint", checkpoint.toString())
        .put("valid_examples", result.scored().size())
        .put("av_acc", result.accuracy().audioToVideo().rate())
        .put("va_acc", result.accuracy().videoToAudio().rate())
        .put("av_acc_interval_95", interval(result.accuracy().audioToVideo()))
        .put("va_acc_interval_95", interval(result.accuracy().videoToAudio()))
        .put("chance", result.accuracy().chance())
        .put("bad_examples", result.bad().stream().map(SyncEvaluationReport::json).toList())
        .put("protocol", protocol)
        .put(device)
        .put("notes", NoteLines.json(result.notes()))
        .print(out);
  }

  private static List<Double> interval(Proportion proportion) {
    return List.of(proportion.low(), proportion.high());
  }

  private static Map<String, String> json(BadVideo bad) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("name", bad.name());
    json.put("reason", bad.reason());
    return json;
  }

  private static String four(String format, Object... numbers) {
    return String.format(Locale.ROOT, format, numbers);
  }
}
