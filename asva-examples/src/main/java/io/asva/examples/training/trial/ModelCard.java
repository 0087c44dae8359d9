package io.asva.examples.training.trial;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.examples.training.plan.DataPlan;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.plan.Resources;
import io.asva.examples.training.run.Settings;
import io.asva.examples.training.run.StageRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The card that goes with the demo's models: what they were trained on, for how long, what they
 * reach, and what they can't do.
 *
 * @param run how they were made
 * @param scores of the trial, by name
 */
record ModelCard(StageRun run, Map<String, Object> scores) {
  private static final List<String> RUNS =
      List.of(
          "vae",
          "audio",
          "text-pictures",
          "clips",
          "clips-1",
          "clips-2",
          "clips-3",
          "classifier-pretext",
          "classifier",
          "classifier-224");

  /** The card in Markdown. */
  String text() {
    DataPlan data = run.plan().data();
    return Resources.text("card.md")
        .replace("{seed}", String.valueOf(run.plan().seed()))
        .replace("{videos}", String.valueOf(data.videos() - data.testVideos()))
        .replace("{tests}", String.valueOf(data.testVideos()))
        .replace("{size}", String.valueOf(data.size()))
        .replace("{vae}", psnr())
        .replace("{runs}", rows())
        .replace("{clips}", String.valueOf(run.plan().trial().clips()))
        .replace("{how}", run.plan().trial().words())
        .replace("{scores}", figures());
  }

  private String rows() {
    StringBuilder rows = new StringBuilder();
    for (String name : RUNS) {
      Path log = run.folder().root().resolve("runs").resolve(name).resolve("train.jsonl");
      if (Files.exists(log)) {
        rows.append(TrainedStage.read(log).row(name));
      }
    }
    return rows.toString().stripTrailing();
  }

  private String psnr() {
    JsonNode result = Settings.tree(run.folder().run(DemoStage.VAE).resolve("result.json"));
    return String.format(
        Locale.ROOT,
        "%.1f dB on average over %d, %.1f dB at least",
        result.path("psnr_mean").asDouble(),
        result.path("pictures").asInt(),
        result.path("psnr_min").asDouble());
  }

  private String figures() {
    StringBuilder lines = new StringBuilder();
    scores.forEach(
        (name, value) -> {
          if (value instanceof Number number) {
            lines.append(
                String.format(
                    Locale.ROOT, "| %s | %.3f |%n", name.replace('_', ' '), number.doubleValue()));
          }
        });
    return lines.toString().stripTrailing();
  }
}
