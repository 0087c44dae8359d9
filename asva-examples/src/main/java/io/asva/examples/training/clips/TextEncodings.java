package io.asva.examples.training.clips;

import io.asva.core.files.IfExists;
import io.asva.core.runtime.Device;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import io.asva.diffusion.text.CategoryEncoder;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.diffusion.text.EncoderTextSource;
import io.asva.diffusion.text.TextEncoder;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.Settings;
import io.asva.examples.training.run.StageRun;
import io.asva.examples.training.text.DemoTexts;
import io.asva.media.dataset.Dataset;
import java.nio.file.Path;

/** The encodings of the categories' texts, and of the empty one, by the finished text encoder. */
final class TextEncodings {
  private TextEncodings() {}

  /** Writes them beside the data and the models. */
  static void write(StageRun run) {
    DemoFolder folder = run.folder();
    DemoTexts words = DemoTexts.of(run.plan().data().edition());
    ClipTextConfig config = ClipTextConfig.of(Settings.config(words.config()));
    Weights weights = Weights.openFolder(folder.textEncoder(), "model");
    Dataset data = Dataset.open(folder.data());
    try (EncoderTextSource texts =
        new EncoderTextSource(
            TextEncoder.open(config, weights, Device.cpu()), words.tokenizer(folder.tokenizer()))) {
      new CategoryEncoder(texts)
          .write(
              CategoryEncoder.textsOf(data),
              Dataset.newEncodingsIn(data.folder()),
              IfExists.REPLACE,
              run.monitor());
      Path nothing = folder.nullText();
      DemoFolder.createFor(nothing);
      new SafetensorsWriter()
          .add(Weights.SOLE_TENSOR, texts.nullText(run.monitor()))
          .replace(nothing);
    }
  }
}
