package io.asva.sync.network;

import io.asva.core.layout.ModelsLayout;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights of the sync classifier's three networks, each under its own names.
 *
 * @param audio of the audio network
 * @param video of the video network
 * @param head of the head, which a checkpoint of AVID-CMA lacks
 */
public record SyncWeights(Weights audio, Weights video, Optional<Weights> head) {
  private static final String FILE = ModelsLayout.WEIGHTS;
  private static final List<String> AVID_PREFIXES =
      List.of("model.module.", "model.", "module.", "");

  /**
   * The weights in a folder that training saved: {@code audio_encoder}, {@code video_encoder} and
   * {@code head}, each with {@code diffusion_pytorch_model.safetensors} or {@code .bin}.
   *
   * @throws WeightsException if parts are missing, which the message lists, or a file can't be read
   */
  public static SyncWeights ofModules(Path folder) {
    List<String> missing = new ArrayList<>();
    for (String part : ModelsLayout.CLASSIFIER) {
      if (!Files.isDirectory(folder.resolve(part))) {
        missing.add(part);
      }
    }
    if (!missing.isEmpty()) {
      throw new WeightsException(
          "The sync classifier in "
              + folder
              + " lacks the folders "
              + String.join(", ", missing)
              + ". Give the folder named modules of a checkpoint.");
    }
    List<Weights> parts =
        ModelsLayout.CLASSIFIER.stream()
            .map(part -> Weights.openFolder(folder.resolve(part), FILE))
            .toList();
    return new SyncWeights(parts.get(0), parts.get(1), Optional.of(parts.get(2)));
  }

  /**
   * The weights that training starts from, in a checkpoint of AVID-CMA: {@code
   * module.audio_model.*} and {@code module.video_model.*} under {@code model}. It has no head.
   *
   * @throws WeightsException if it holds no such networks, or the file can't be read
   */
  public static SyncWeights ofAvid(Path checkpoint) {
    Weights all = Weights.openTree(checkpoint);
    for (String prefix : AVID_PREFIXES) {
      Weights audio = all.prefix(prefix + "audio_model.");
      Weights video = all.prefix(prefix + "video_model.");
      if (!audio.tensors().isEmpty() && !video.tensors().isEmpty()) {
        return new SyncWeights(audio, video, Optional.empty());
      }
    }
    throw new WeightsException(
        checkpoint
            + " is no checkpoint of AVID-CMA: expected tensors named"
            + " model.module.audio_model.* and model.module.video_model.*.");
  }

  /**
   * One set of weights whose names begin with {@code audio_encoder.}, {@code video_encoder.} and
   * {@code head.}.
   */
  public static SyncWeights ofPrefixed(Weights all) {
    Weights head = all.prefix("head.");
    return new SyncWeights(
        all.prefix("audio_encoder."),
        all.prefix("video_encoder."),
        head.tensors().isEmpty() ? Optional.empty() : Optional.of(head));
  }

  /**
   * The head, without which nothing can be scored.
   *
   * @throws WeightsException if there is none
   */
  public Weights requireHead() {
    return head.orElseThrow(
        () ->
            new WeightsException(
                audio.source()
                    + " has no head, and nothing can be scored without one: it is where training"
                    + " starts from. Give the modules folder of a trained classifier."));
  }
}
