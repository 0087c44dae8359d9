package io.asva.diffusion.dataset;

import io.asva.core.config.ModelConfig;
import io.asva.core.files.Sha256;
import io.asva.core.layout.PartsLayout;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.lora.LoraFit;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.scheduler.DenoisingSteps;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.text.ClipTextConfig;
import io.asva.media.dataset.Dataset;
import io.asva.unet.UnetModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;

/**
 * Short texts by which two runs see whether their parts are the same, wherever they lie. Weights
 * are told apart by their names, shapes, and a few bytes of each tensor: training changes them all,
 * and reading gigabytes to begin a run would not be worth it.
 */
final class Fingerprint {
  private static final int BYTES = 64;
  private static final int SHOWN = 16;

  private final MessageDigest digest = Sha256.digest();

  private Fingerprint() {}

  /** The denoiser: its configuration, its weights, and what was added to them. */
  static String unet(AnimatorConfig config, ModelFolder models) {
    Fingerprint print =
        new Fingerprint()
            .add(config.unet().toString())
            .add(Weights.openFolder(models.unet(), UnetModel.WEIGHTS));
    for (LoraFit fit : config.loras()) {
      print.add(Double.toString(fit.lora().scale())).add(Weights.open(fit.lora().file()));
    }
    return print.text();
  }

  /** The autoencoder. */
  static String vae(AnimatorConfig config, ModelFolder models) {
    return new Fingerprint()
        .add(config.vae().toString())
        .add(Weights.openFolder(models.vae(), UnetModel.WEIGHTS))
        .text();
  }

  /** The encoder of audio. */
  static String audio(ModelFolder models) {
    Path place = models.audioEncoder();
    return new Fingerprint().add(Weights.openFileOrFolder(place, UnetModel.WEIGHTS)).text();
  }

  /**
   * The encoder of words: the data set's encodings, else the models' ones, else the text encoder.
   */
  static String words(ModelFolder models, Dataset dataset) {
    for (Path encodings : List.of(dataset.textEncodings(), models.textEncodings())) {
      if (Files.exists(encodings)) {
        return new Fingerprint().add(Weights.open(encodings)).text();
      }
    }
    return models.hasTextEncoder()
        ? new Fingerprint()
            .add(
                ClipTextConfig.of(
                        ModelConfig.read(models.textEncoder().resolve(PartsLayout.CONFIG)))
                    .toString())
            .add(Weights.openFolder(models.textEncoder(), "model", "pytorch_model"))
            .text()
        : "none";
  }

  /** A scheduler, by what it does to a small sample. */
  static String scheduler(Scheduler scheduler, int steps) {
    DenoisingSteps denoising = scheduler.start(steps);
    Fingerprint print = new Fingerprint();
    FloatTensor sample = FloatTensor.of(new float[] {0.3f, -1.1f}, 1, 1, 1, 1, 2);
    for (int i = 0; i < denoising.count(); i++) {
      print.add(Integer.toString(denoising.timestep(i)));
      FloatTensor output = FloatTensor.of(new float[] {0.5f - 0.01f * i, 0.2f}, 1, 1, 1, 1, 2);
      sample = denoising.step(i, output, sample);
    }
    for (float value : sample.values()) {
      // Few digits, because machines may differ in the last ones of a logarithm.
      print.add(String.format(Locale.ROOT, "%.2e", value));
    }
    return scheduler.getClass().getSimpleName() + " " + print.text();
  }

  /** A number that any text is turned into, the same everywhere. */
  static long number(String text) {
    return ByteBuffer.wrap(new Fingerprint().add(text).digest.digest()).getLong();
  }

  private Fingerprint add(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return this;
  }

  private Fingerprint add(Weights weights) {
    for (WeightTensor tensor : weights.tensors()) {
      add(tensor.name()).add(tensor.type().name()).add(tensor.shape().toString());
      if (tensor.bytes() > 0 && tensor.bytes() <= Integer.MAX_VALUE) {
        ByteBuffer bytes = weights.map(tensor);
        int length = bytes.limit();
        for (int from : new int[] {0, length / 2, Math.max(0, length - BYTES)}) {
          digest.update(bytes.duplicate().position(from).limit(Math.min(length, from + BYTES)));
        }
      }
    }
    return this;
  }

  private String text() {
    return Sha256.text(digest.digest()).substring(0, SHOWN);
  }
}
