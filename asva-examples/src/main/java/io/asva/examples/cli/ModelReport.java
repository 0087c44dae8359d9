package io.asva.examples.cli;

import io.asva.core.AsvaException;
import io.asva.core.graph.Node;
import io.asva.core.graph.op.Weight;
import io.asva.core.layout.PartsLayout;
import io.asva.core.tensor.Shape;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.model.Checkpoints;
import io.asva.diffusion.model.Distilled;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.text.CategoryEncodings;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says of each part of a model folder whether it is there and fits its configuration, without
 * reading weights.
 */
final class ModelReport {
  private static final int FRAMES = 12;

  private final PrintWriter out;
  private final Path models;
  private boolean complete = true;
  private PartsFit fit = new PartsFit();

  ModelReport(PrintWriter out, Path models) {
    this.out = out;
    this.models = models;
  }

  /**
   * Prints the report.
   *
   * @param dataset the only data set to look at; without it all that have a checkpoint
   * @return whether every model that was looked at can animate
   */
  boolean print(@Nullable String dataset) {
    if (Files.isDirectory(new PartsLayout(models).unet())) {
      print(ModelFolder.ofParts(models));
    } else {
      List<String> found = Checkpoints.datasets(models);
      List<String> named = dataset == null ? found : List.of(dataset);
      for (String name : named.isEmpty() ? List.of("AVSync15") : named) {
        print(ModelFolder.ofDataset(models, name));
      }
      OtherFiles.print(out, models);
    }
    return complete;
  }

  private void print(ModelFolder folder) {
    fit = new PartsFit();
    out.println();
    out.println("Model " + folder.name() + " (" + folder.size() + ") in " + folder.root());
    folder.trainedOn().ifPresent(this::trainedOn);
    folder.distilled().ifPresent(this::distilled);
    required("UNet", folder.unet(), () -> network(NetworkName.UNET, folder));
    required("VAE", folder.vae(), () -> vae(folder));
    required("audio encoder", folder.audioEncoder(), () -> network(NetworkName.AUDIO, folder));
    boolean encodings =
        part("category encodings", folder.textEncodings(), () -> categories(folder));
    boolean text =
        part("text encoder", folder.textEncoder(), () -> network(NetworkName.TEXT, folder));
    boolean tokenizer =
        part("tokenizer", folder.tokenizer(), () -> tokens(BpeTokenizer.read(folder.tokenizer())));
    part("null text", folder.nullText(), () -> shapes(Weights.open(folder.nullText())));
    part("scheduler", folder.scheduler(), () -> steps(SchedulerConfig.read(folder.scheduler())));
    complete &= encodings || (text && tokenizer);
    for (String problem : fit.problems()) {
      out.println("  wrong    " + problem);
      complete = false;
    }
  }

  private void trainedOn(TrainedVideos videos) {
    out.printf(
        Locale.ROOT,
        "  trained on %s: %d frames of %s, %s a second; %s%n",
        videos.dataset(),
        videos.sampling().frames(),
        videos.size(),
        BigDecimal.valueOf(videos.sampling().fps()).stripTrailingZeros().toPlainString(),
        String.join(", ", videos.categories()));
  }

  private void distilled(Distilled distilled) {
    out.println("  " + words(distilled));
  }

  /** How a denoiser was distilled, and how it is used. */
  static String words(Distilled distilled) {
    return String.format(
        Locale.ROOT,
        "distilled with audio guidance %s and text guidance %s: take --scheduler lcm, few of %d"
            + " --steps and no guidance (--audio_guidance 1)",
        distilled.audioGuidance(),
        distilled.textGuidance(),
        distilled.originalInferenceSteps());
  }

  private void required(String name, Path place, Supplier<String> look) {
    complete &= part(name, place, look);
  }

  private boolean part(String name, Path place, Supplier<String> look) {
    String where = models.toAbsolutePath().relativize(place.toAbsolutePath()).toString();
    if (!Files.exists(place)) {
      out.printf("  missing  %-18s %s%n", name, where);
      return false;
    }
    try {
      out.printf("  ok       %-18s %s: %s%n", name, where, look.get());
      return true;
    } catch (AsvaException e) {
      out.printf("  wrong    %-18s %s%n", name, where);
      String.valueOf(e.getMessage()).lines().forEach(line -> out.println("             " + line));
      return false;
    }
  }

  private String network(NetworkName name, ModelFolder folder) {
    NetworkFiles.Opened opened = NetworkFiles.open(name, folder, folder.size(), FRAMES);
    fit.add(name, opened.graph());
    return parameters(List.of(opened)) + ", " + opened.settings();
  }

  private String vae(ModelFolder folder) {
    NetworkFiles.Opened encoder =
        NetworkFiles.open(NetworkName.VAE_ENCODER, folder, folder.size(), FRAMES);
    NetworkFiles.Opened decoder =
        NetworkFiles.open(NetworkName.VAE_DECODER, folder, folder.size(), FRAMES);
    fit.add(NetworkName.VAE_ENCODER, encoder.graph());
    return parameters(List.of(encoder, decoder)) + ", " + encoder.settings();
  }

  private static String parameters(List<NetworkFiles.Opened> networks) {
    Map<String, WeightTensor> used = new HashMap<>();
    for (NetworkFiles.Opened opened : networks) {
      for (Node node : opened.graph().nodes()) {
        if (node.op() instanceof Weight weight) {
          used.put(weight.name(), opened.weights().require(weight.name()));
        }
      }
    }
    long parameters = used.values().stream().mapToLong(t -> t.shape().elements()).sum();
    long bytes = used.values().stream().mapToLong(WeightTensor::bytes).sum();
    List<String> types =
        used.values().stream().map(t -> t.type().name()).distinct().sorted().toList();
    return String.format(
        Locale.ROOT,
        "%,d parameters, %s, %.1f MB",
        parameters,
        String.join(" and ", types),
        bytes / 1e6);
  }

  private static String categories(ModelFolder folder) {
    List<String> names =
        CategoryEncodings.open(folder.textEncodings(), folder.classMapping()).names();
    return names.size() + ": " + String.join(", ", names);
  }

  private static String tokens(BpeTokenizer tokenizer) {
    return tokenizer.vocabularySize() + " tokens";
  }

  private static String shapes(Weights weights) {
    List<Shape> shapes = weights.tensors().stream().map(WeightTensor::shape).toList();
    return shapes.size() == 1 ? shapes.get(0).toString() : shapes.size() + " tensors";
  }

  private static String steps(SchedulerConfig config) {
    return config.numTrainTimesteps() + " training steps, predicts " + config.predictionType();
  }
}
