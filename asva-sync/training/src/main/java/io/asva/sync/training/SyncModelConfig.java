package io.asva.sync.training;

import io.asva.core.config.NumberRange;
import io.asva.core.config.YamlConfig;
import io.asva.core.config.YamlConfigException;
import io.asva.core.layout.ModelsLayout;
import io.asva.training.config.RunConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The classifier's networks: the section {@code model}.
 *
 * <p>{@code head.out_dim} can only be 1 and {@code head.dropout} 0.
 *
 * @param audio where the audio network's first weights come from
 * @param video where the video network's come from
 * @param head the folder of a head that training saved; else it is fresh
 * @param headWidth channels of the head's first layer; the embeddings' length where it is not given
 * @param tau what scores are divided by in the loss
 */
public record SyncModelConfig(
    EncoderSource audio,
    EncoderSource video,
    Optional<Path> head,
    OptionalInt headWidth,
    double tau) {
  /**
   * Reads the section.
   *
   * @param root the folder that relative paths begin at
   * @throws YamlConfigException if a value makes no sense
   */
  public static SyncModelConfig of(YamlConfig model, Path root) {
    Path avid =
        RunConfig.optionalPath(model, "avid_checkpoint", root)
            .orElse(new ModelsLayout(root).avid());
    YamlConfig head = model.section("head");
    if (!head.text("name", "FCHead").equals("FCHead")) {
      throw head.invalid("name", head.text("name") + " is not supported; supported: FCHead");
    }
    if (head.count("out_dim", 1, 1) != 1) {
      throw head.invalid("out_dim", "can only be 1: the head gives a score");
    }
    if (head.number("dropout", 0, NumberRange.PROBABILITY) != 0) {
      throw head.invalid("dropout", "can only be 0");
    }
    return new SyncModelConfig(
        EncoderSource.of(model.section("audio_encoder"), "AudioConv2DNet", avid, root),
        EncoderSource.of(model.section("video_encoder"), "VideoR2Plus1DNet", avid, root),
        RunConfig.optionalPath(head, "pretrained_model_path", root),
        head.has("dim") ? OptionalInt.of(head.count("dim", 2)) : OptionalInt.empty(),
        model.number("tau", 1, NumberRange.POSITIVE));
  }
}
