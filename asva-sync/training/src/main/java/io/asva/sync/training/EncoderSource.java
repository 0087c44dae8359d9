package io.asva.sync.training;

import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.sync.network.NetworkWidths;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the first weights of one of the classifier's networks come from: the sections {@code
 * model.audio_encoder} and {@code model.video_encoder}.
 */
public sealed interface EncoderSource {
  /**
   * A checkpoint of AVID-CMA: {@code pretrained: True}. Its file is {@code
   * pretrained/AVID-CMA_Audioset_InstX-N1024-PosW-N64-Top32_checkpoint.pth.tar}, unless {@code
   * model.avid_checkpoint} (added to the original) names another.
   *
   * @param checkpoint the file
   */
  record Avid(Path checkpoint) implements EncoderSource {}

  /**
   * A network that training saved: {@code pretrained_model_path}. What it lacks or has in another
   * shape is fresh, as in the original.
   *
   * @param folder with the weights
   */
  record Trained(Path folder) implements EncoderSource {}

  /**
   * Nothing. {@code widths} (added to the original) gives the channels of the stem and of the four
   * stages; the published network's where it is missing.
   *
   * @param widths its channels
   */
  record Nothing(NetworkWidths widths) implements EncoderSource {}

  /**
   * Reads a section.
   *
   * @param name the only kind of network that is known
   * @param avid the checkpoint of AVID-CMA
   * @param root the folder that relative paths begin at
   * @throws YamlConfigException if it names two sources, or a value makes no sense
   */
  static EncoderSource of(YamlConfig encoder, String name, Path avid, Path root) {
    String found = encoder.text("name", name);
    if (!found.equals(name)) {
      throw encoder.invalid("name", found + " is not supported; supported: " + name);
    }
    boolean pretrained = encoder.flag("pretrained", false);
    Optional<Path> saved = RunConfig.optionalPath(encoder, "pretrained_model_path", root);
    List<Integer> widths = encoder.counts("widths", List.of(), 1);
    if (!widths.isEmpty() && (pretrained || saved.isPresent())) {
      throw encoder.invalid("widths", "can't be chosen for weights that exist");
    }
    if (saved.isPresent()) {
      return new Trained(saved.get()); // the original loads it over what is pretrained
    }
    if (pretrained) {
      return new Avid(avid);
    }
    if (widths.isEmpty()) {
      return new Nothing(NetworkWidths.published());
    }
    if (widths.size() != NetworkWidths.published().stages().size() + 1) {
      throw encoder.invalid("widths", "must be those of the stem and of four stages: " + widths);
    }
    return new Nothing(new NetworkWidths(widths.get(0), widths.subList(1, widths.size())));
  }
}
