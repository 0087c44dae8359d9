package io.asva.benchmarks;

import static java.util.Objects.requireNonNull;

import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.training.AnimationClip;
import io.asva.diffusion.training.Conditions;
import io.asva.diffusion.training.DenoisingLoss;
import io.asva.diffusion.training.FirstFrame;
import io.asva.diffusion.training.NoisyClips;
import io.asva.training.Batch;
import io.asva.unet.UnetConfig;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The training of the demo's UNet, as it is trained on clips. */
final class DemoUnetTraining extends RandomTraining<AnimationClip> {
  /** Clips a step in the demo's training. */
  static final int CLIPS = 8;

  private static final int SIDE = 12; // of the latents
  private static final double WITHOUT_AUDIO = 0.15;
  private static final double WITHOUT_TEXT = 0.1;

  private final int clips;
  private final NoisyClips noisy =
      NoisyClips.of(SchedulerConfig.stableDiffusion(), FirstFrame.GIVEN);
  private final FloatTensor nullText;
  private final FloatTensor nullAudio;

  /** Opens the UNet for a number of clips a step; {@code seen} is given each step's inputs. */
  DemoUnetTraining(int clips, Consumer<Map<String, Tensor>> seen) {
    super(
        DenoisingLoss.graph(
            config(), geometry(clips), FirstFrame.GIVEN, WeightCatalogue.of(weights())),
        weights(),
        examples(2 * clips),
        seen);
    this.clips = clips;
    this.nullText = FloatTensor.zeros(1, FullSize.TEXT_TOKENS, config().textWidth());
    this.nullAudio = FloatTensor.zeros(1, FullSize.AUDIO_TOKENS, config().audioCrossAttentionDim());
  }

  /** The text of its configuration, which is the examples'. */
  static String json() {
    String name = "/io/asva/examples/training/unet.json";
    try (InputStream stream = requireNonNull(DemoUnetTraining.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its weights before training. */
  static Weights weights() {
    return FullSize.weights("unet-demo", UnetGraph.weights(config()));
  }

  private static UnetConfig config() {
    return UnetConfig.of(FullSize.json(json()));
  }

  private static UnetGeometry geometry(int clips) {
    UnetGeometry one = FullSize.geometry(SIDE, SIDE);
    return new UnetGeometry(
        clips,
        one.frames(),
        one.height(),
        one.width(),
        one.textTokens(),
        one.audioTokens(),
        one.audioPositions());
  }

  private static List<AnimationClip> examples(int count) {
    UnetConfig config = config();
    List<AnimationClip> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(
          new AnimationClip(
              FullSize.random(3L * i, FullSize.FRAMES, SIDE, SIDE, config.inChannels()),
              FullSize.random(3L * i + 1, 1, FullSize.TEXT_TOKENS, config.textWidth()),
              FullSize.random(
                  3L * i + 2, 1, FullSize.AUDIO_TOKENS, config.audioCrossAttentionDim())));
    }
    return examples;
  }

  @Override
  Map<String, Tensor> inputs(Batch<AnimationClip> batch, CounterRandom random) {
    long[] timesteps = new long[batch.size()];
    for (int i = 0; i < timesteps.length; i++) {
      timesteps[i] = random.nextInt(SchedulerConfig.stableDiffusion().numTrainTimesteps());
    }
    boolean[] withoutAudio = drops(batch.size(), WITHOUT_AUDIO, random);
    boolean[] withoutText = drops(batch.size(), WITHOUT_TEXT, random);
    FloatTensor latents = stacked(batch, AnimationClip::latents);
    FloatTensor noise = random.normal(latents.shape().dims());
    Map<String, Tensor> inputs = new LinkedHashMap<>(noisy.inputs(latents, noise, timesteps));
    FloatTensor text =
        FloatTensor.concat(batch.examples().stream().map(AnimationClip::text).toList());
    FloatTensor audio =
        FloatTensor.concat(batch.examples().stream().map(AnimationClip::audio).toList());
    inputs.put("text", Conditions.dropped(text, nullText, withoutText));
    inputs.put("audio", Conditions.dropped(audio, nullAudio, withoutAudio));
    return inputs;
  }

  private static boolean[] drops(int size, double probability, CounterRandom random) {
    boolean[] drops = new boolean[size];
    for (int i = 0; i < size; i++) {
      drops[i] = random.nextBoolean(probability);
    }
    return drops;
  }

  @Override
  double learningRate() {
    return 6e-4;
  }

  @Override
  int batchSize() {
    return clips;
  }
}
