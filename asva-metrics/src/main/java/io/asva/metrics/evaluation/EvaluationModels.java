package io.asva.metrics.evaluation;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.layout.PartsLayout;
import io.asva.core.message.MissingModels;
import io.asva.metrics.MetricsException;
import io.asva.sync.SyncModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the weights lie that evaluating needs. Only those of the metrics that are asked for need
 * exist.
 *
 * @param imageBind {@code imagebind_huge.pth}, for IA, IT and AlignSync
 * @param tokenizer folder with CLIP's {@code vocab.json} and {@code merges.txt}, for IT
 * @param classifier the {@code modules} folder of an AVSync checkpoint, for RelSync and AlignSync
 * @param inception {@code pt_inception-2015-12-05-6726825d.pth}, for FID
 * @param i3d {@code i3d_torchscript.pt}, for FVD
 */
public record EvaluationModels(
    Path imageBind, Path tokenizer, Path classifier, Path inception, Path i3d) {
  /**
   * The places in the folder in which the reference was run: {@code .checkpoints}, {@code
   * pretrained} and {@code checkpoints}. What isn't there is looked for in the folder itself.
   */
  public static EvaluationModels of(Path root) {
    SyncModels sync = SyncModels.of(root);
    ModelsLayout layout = new ModelsLayout(root);
    return new EvaluationModels(
        sync.imageBind(),
        place(layout.stableDiffusion().tokenizer(), new PartsLayout(root).tokenizer()),
        sync.classifier(),
        place(
            layout.inception(),
            layout.downloaded(ModelsLayout.INCEPTION),
            root.resolve(ModelsLayout.INCEPTION)),
        place(layout.i3d(), root.resolve(ModelsLayout.I3D)));
  }

  private static Path place(Path... places) {
    return Arrays.stream(places).filter(Files::exists).findFirst().orElse(places[0]);
  }

  /** The same with another classifier. */
  public EvaluationModels withClassifier(Path modules) {
    return new EvaluationModels(imageBind, tokenizer, modules, inception, i3d);
  }

  /** The same with other weights of FID's network. */
  public EvaluationModels withInception(Path file) {
    return new EvaluationModels(imageBind, tokenizer, classifier, file, i3d);
  }

  /** The files that a metric needs. */
  public List<Path> needs(EvaluationMetric metric) {
    return switch (metric) {
      case FID -> List.of(inception);
      case FVD -> List.of(i3d);
      case CLIPSIM -> List.of(imageBind, tokenizer);
      case RELSYNC -> List.of(classifier);
      case ALIGNSYNC -> List.of(imageBind, tokenizer, classifier);
      case AV_ALIGN -> List.of();
    };
  }

  /** The metrics whose weights are there. */
  public List<EvaluationMetric> possible() {
    return Arrays.stream(EvaluationMetric.values())
        .filter(metric -> needs(metric).stream().allMatch(Files::exists))
        .toList();
  }

  /**
   * Throws where no metric is asked for.
   *
   * @throws MetricsException that names those that could be, by their options
   */
  public void requireSome(Set<EvaluationMetric> metrics) {
    if (metrics.isEmpty()) {
      throw new MetricsException(
          "There is nothing to evaluate. Ask for metrics: --eval_all, or some of those whose"
              + " weights are there: "
              + possible().stream()
                  .map(metric -> "--" + metric.option())
                  .collect(Collectors.joining(" ")));
    }
  }

  /** The files that are needed and missing, each with the metrics that need it. */
  public Map<Path, List<EvaluationMetric>> missing(Set<EvaluationMetric> metrics) {
    Map<Path, List<EvaluationMetric>> missing = new LinkedHashMap<>();
    for (EvaluationMetric metric : EvaluationMetric.values()) {
      for (Path path : metrics.contains(metric) ? needs(metric) : List.<Path>of()) {
        if (!Files.exists(path)) {
          missing.computeIfAbsent(path, p -> new ArrayList<>()).add(metric);
        }
      }
    }
    return missing;
  }

  /**
   * Throws unless everything is there that metrics need.
   *
   * @throws MetricsException that lists what is missing, and the options that need it
   */
  public void require(Set<EvaluationMetric> metrics) {
    Map<Path, List<EvaluationMetric>> missing = missing(metrics);
    if (missing.isEmpty()) {
      return;
    }
    throw new MetricsException(
        missing.entrySet().stream()
            .map(e -> "\n  " + e.getKey() + hint(e.getKey()) + ", needed by " + options(e))
            .collect(
                Collectors.joining(
                    "",
                    "What is to be evaluated needs files that are not there:",
                    "\n" + MissingModels.forWork("evaluate"))));
  }

  private String hint(Path path) {
    return path.equals(inception) ? " (or under .checkpoints)" : "";
  }

  private static String options(Map.Entry<Path, List<EvaluationMetric>> entry) {
    return entry.getValue().stream()
        .map(metric -> "--" + metric.option())
        .collect(Collectors.joining(", "));
  }
}
