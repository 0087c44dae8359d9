package io.asva.diffusion.training;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.text.CategoryEncoder;
import io.asva.diffusion.text.EncoderTextSource;
import io.asva.media.dataset.ClassMapping;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.DatasetVideo;
import io.asva.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The encodings of texts that a run makes itself, where its configuration names no file of them.
 */
final class RunTexts {
  private final AnimationTrainingConfig config;
  private final Device device;

  /**
   * The texts of a run.
   *
   * @param device on which the text encoder runs
   */
  RunTexts(AnimationTrainingConfig config, Device device) {
    this.config = config;
    this.device = device;
  }

  /**
   * The clips with encodings. Where none are named, those of the videos' categories are made and
   * kept in the run's folder, where animations find them.
   *
   * @throws TrainingException if there is no text encoder to make them
   */
  AnimationDataConfig data() {
    AnimationDataConfig data = config.data();
    if (data.textEncodings().isPresent()) {
      return data;
    }
    Path file = Dataset.newEncodingsIn(config.run().outputDir());
    Set<String> texts = categories(data);
    try (TextSource encoder = encoder("train.dataset.class_text_encoding_mapping_pt")) {
      Files.createDirectories(config.run().outputDir());
      new CategoryEncoder(encoder).write(texts, file, IfExists.REPLACE, ProgressMonitor.none());
    } catch (IOException e) {
      throw new TrainingException("Can't make the folder of " + file + ": " + e, e);
    }
    return data.withTextEncodings(file);
  }

  /** The texts of the videos' categories, in the videos' order. */
  static Set<String> categories(AnimationDataConfig data) {
    Map<String, String> mapping =
        data.mapping().map(ClassMapping::readIfThere).map(ClassMapping::texts).orElse(Map.of());
    Set<String> texts = new LinkedHashSet<>();
    for (DatasetVideo video : data.videos()) {
      texts.add(mapping.getOrDefault(video.category(), video.category().replace('_', ' ')));
    }
    return texts;
  }

  /**
   * The encoding of the empty text.
   *
   * @throws TrainingException if there is no text encoder to make it
   */
  FloatTensor nullText() {
    try (TextSource encoder = encoder("model.null_text_encoding")) {
      return encoder.nullText(new Cancellation());
    }
  }

  private TextSource encoder(String setting) {
    ModelFolder parts = TrainedModel.parts(config, config.run().outputDir());
    if (!parts.hasTextEncoder()) {
      throw new TrainingException(
          "No encodings of texts are named or there, and no text encoder makes them: there must be "
              + parts.textEncoder()
              + " and "
              + parts.tokenizer()
              + ", or a file for "
              + setting
              + ".");
    }
    return EncoderTextSource.open(parts, device, NetworkOptions.defaults());
  }
}
