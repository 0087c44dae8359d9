package io.asva.diffusion.training;

import io.asva.audio.MelSpectrogram;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.training.Batch;
import io.asva.training.TrainingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes the denoiser's inputs from batches of clips: noise is added, and the audio or the text of
 * some clips is replaced by the encoding of nothing.
 *
 * <p>For each batch are drawn, in this order: whether a clip's audio is left out, whether its text
 * is, the noise, and which paths the audio encoder drops, for the audio and then for the one that
 * stands for none. Safe for use by many threads.
 */
final class ClipBatches {
  private final AnimationModelConfig model;
  private final ClipAudios audio;
  private final NoisyClips noisy;
  private final FloatTensor nullAudio;
  private final FloatTensor nullText;

  /**
   * Batches for a denoiser.
   *
   * @param texts give the encoding of the empty text where no file holds it
   * @param textWidth of a token's encoding
   */
  ClipBatches(AnimationTrainingConfig config, ClipAudios audio, RunTexts texts, int textWidth) {
    this.model = config.model();
    this.audio = audio;
    this.noisy = NoisyClips.of(model.scheduler(), model.firstFrame());
    this.nullAudio =
        config.leavesAudioOut()
            ? audio.keep(MelSpectrogram.none())
            : FloatTensor.zeros(audio.kept().dims());
    this.nullText =
        config.leavesTextOut()
            ? nullText(model.nullText(), texts, textWidth)
            : FloatTensor.zeros(1, AnimationTraining.TEXT_TOKENS, textWidth);
  }

  private static FloatTensor nullText(Path file, RunTexts texts, int width) {
    if (!Files.exists(file)) {
      return texts.nullText();
    }
    Weights weights = Weights.open(file);
    String name =
        weights.tensors().stream().findFirst().map(WeightTensor::name).orElse(Weights.SOLE_TENSOR);
    Tensor tensor = weights.read(name);
    if (!(tensor instanceof FloatTensor floats)
        || floats.shape().elements() != (long) AnimationTraining.TEXT_TOKENS * width) {
      throw new TrainingException(
          file + " holds " + tensor.shape() + "; expected the empty text's 77x" + width + ".");
    }
    return floats.reshape(1, AnimationTraining.TEXT_TOKENS, width);
  }

  /** The noise that is added, in words. */
  String noise() {
    return noisy.words();
  }

  /**
   * The inputs of a batch.
   *
   * @param steps the timestep of each clip
   */
  Map<String, Tensor> inputs(Batch<AnimationClip> batch, long[] steps, CounterRandom random) {
    int size = batch.size();
    boolean[] withoutAudio = drops(size, model.audioDrop(), random);
    boolean[] withoutText = drops(size, model.textDrop(), random);
    FloatTensor latents = stacked(batch, AnimationClip::latents);
    Map<String, Tensor> inputs =
        new LinkedHashMap<>(noisy.inputs(latents, random.normal(latents.shape().dims()), steps));
    inputs.put(
        "text", Conditions.dropped(together(batch, AnimationClip::text), nullText, withoutText));
    inputs.put(
        "audio",
        Conditions.dropped(
            audio.tokens(together(batch, AnimationClip::audio), random),
            audio.tokens(nullAudio, random),
            withoutAudio));
    return inputs;
  }

  /** The encoding of the empty text, as often as there are clips. */
  FloatTensor withoutText(int clips) {
    return FloatTensor.concat(Collections.nCopies(clips, nullText));
  }

  /** The tokens of no audio, as often as there are clips. */
  FloatTensor withoutAudio(int clips, CounterRandom random) {
    return FloatTensor.concat(Collections.nCopies(clips, audio.tokens(nullAudio, random)));
  }

  private static boolean[] drops(int size, double probability, CounterRandom random) {
    boolean[] drops = new boolean[size];
    for (int i = 0; i < size; i++) {
      drops[i] = random.nextBoolean(probability);
    }
    return drops;
  }

  /** Clips one after another along a new axis. */
  private static FloatTensor stacked(
      Batch<AnimationClip> batch, Function<AnimationClip, FloatTensor> part) {
    return FloatTensor.stack(batch.examples().stream().map(part).toList());
  }

  private static FloatTensor together(
      Batch<AnimationClip> batch, Function<AnimationClip, FloatTensor> part) {
    return FloatTensor.concat(batch.examples().stream().map(part).toList());
  }
}
