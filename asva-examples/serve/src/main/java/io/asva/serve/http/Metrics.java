package io.asva.serve.http;

import io.asva.serve.job.JobCounts;
import io.asva.serve.job.JobState;
import io.asva.serve.job.Jobs;
import io.asva.serve.upload.Uploads;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Figures of the server, in the text format of Prometheus.
 *
 * <p>Safe for use by many threads.
 */
final class Metrics {
  private final Map<String, Long> answers = new TreeMap<>(); // guarded by this

  /** Counts an answer. */
  synchronized void answered(int status) {
    answers.merge(status / 100 + "xx", 1L, Long::sum);
  }

  /** The figures now. */
  String text(Jobs jobs, Uploads uploads) {
    StringBuilder text = new StringBuilder();
    JobCounts counts = jobs.counts();
    head(text, "asva_jobs_unfinished", "gauge", "Clips that wait or are made.");
    line(text, "asva_jobs_unfinished", jobs.unfinished());
    head(text, "asva_jobs_bound", "gauge", "Clips that may wait.");
    line(text, "asva_jobs_bound", jobs.bound());
    head(text, "asva_jobs_total", "counter", "Clips that are over, by how they ended.");
    for (JobState state : JobState.values()) {
      if (state.isOver()) {
        line(text, "asva_jobs_total{state=\"" + state.word() + "\"}", counts.ended(state));
      }
    }
    head(text, "asva_jobs_refused_total", "counter", "Clips that were refused for a full queue.");
    line(text, "asva_jobs_refused_total", counts.refusals());
    head(text, "asva_job_seconds", "summary", "Seconds that clips took on the device.");
    line(text, "asva_job_seconds_sum", counts.seconds());
    line(text, "asva_job_seconds_count", counts.ended(JobState.DONE));
    head(text, "asva_uploads_bytes", "gauge", "Bytes of files that were sent and are kept.");
    line(text, "asva_uploads_bytes", uploads.bytes());
    head(text, "asva_http_answers_total", "counter", "Answers, by the class of their status.");
    synchronized (this) {
      answers.forEach(
          (status, count) ->
              line(text, "asva_http_answers_total{status=\"" + status + "\"}", count));
    }
    Runtime runtime = Runtime.getRuntime();
    head(text, "asva_heap_bytes", "gauge", "Bytes of Java's heap that are taken.");
    line(text, "asva_heap_bytes", runtime.totalMemory() - runtime.freeMemory());
    return text.toString();
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void line(StringBuilder text, String name, Number value) {
    text.append(name).append(' ');
    text.append(
        value instanceof Double real ? String.format(Locale.ROOT, "%.3f", real) : value.toString());
    text.append('\n');
  }
}
