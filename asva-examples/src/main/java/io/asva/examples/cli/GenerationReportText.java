package io.asva.examples.cli;

import io.asva.core.runtime.ResolvedDevice;
import io.asva.diffusion.Preset;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.dataset.GenerationReport;
import io.asva.diffusion.dataset.GenerationReport.ClipRemark;
import io.asva.media.dataset.Dataset;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report of generating a data set, for people and for machines. */
record GenerationReportText(
    Dataset dataset,
    String protocol,
    ResolvedDevice device,
    Sampling sampling,
    GenerationReport report) {
  void print(PrintWriter out, PrintWriter err) {
    NoteLines.print(report.notes(), err);
    report.failures().forEach(failure -> err.println("Failed: " + line(failure)));
    err.flush();
    out.printf(
        "%d videos of %s: %d clips made, %d kept from before, %d failed.%n",
        report.videos(), dataset.name(), report.made(), report.kept(), report.failures().size());
    out.println("Clips: " + report.files().videos());
    out.println("Computed on " + device.words() + ".");
    out.flush();
  }

  private static String line(ClipRemark remark) {
    return String.format(
        Locale.ROOT, "%s clip %02d: %s", remark.video(), remark.clip(), remark.text());
  }

  Json json() {
    return new Json()
        .put("dataset", dataset.folder().toString())
        .put("generated_video_root", report.files().videos().toString())
        .put("protocol", protocol)
        .put(device)
        .put("preset", sampling.preset().map(Preset::word).orElse(null))
        .put("sampling", sampling.words())
        .put("videos", report.videos())
        .put("made", report.made())
        .put("kept", report.kept())
        .put("failed", failures())
        .put("notes", NoteLines.json(report.notes()));
  }

  private List<Map<String, Object>> failures() {
    return report.failures().stream()
        .map(
            remark -> {
              Map<String, Object> values = new LinkedHashMap<>();
              values.put("video", remark.video());
              values.put("clip", remark.clip());
              values.put("text", remark.text());
              return values;
            })
        .toList();
  }
}
