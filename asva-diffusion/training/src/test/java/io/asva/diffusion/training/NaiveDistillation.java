package io.asva.diffusion.training;

import static java.util.Objects.requireNonNull;

import io.asva.audio.SegmentMask;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.Weights;
import io.asva.training.torchscript.TorchNetwork;
import io.asva.unet.TinyUnet;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetGraph;
import java.util.Arrays;
import java.util.Map;

/**
 * Latent consistency distillation's loss of one clip, written down as the paper has it and in
 * double precision but for the networks: the control of what training computes.
 *
 * @param teacher the network that steps
 * @param student the network that learns
 * @param target its average
 * @param velocity whether they estimate velocity rather than noise
 * @param audioScale the guidance scale for the audio, above 1
 * @param textScale the guidance scale for the text, above 1
 */
record NaiveDistillation(
    TorchNetwork teacher,
    TorchNetwork student,
    TorchNetwork target,
    boolean velocity,
    double audioScale,
    double textScale) {

  /**
   * The conditions of a clip, and those that stand for none.
   *
   * @param text (1, 77, channels)
   * @param audio (1, 229, channels)
   * @param noText shaped like the text
   * @param noAudio shaped like the audio
   */
  record Conditions(FloatTensor text, FloatTensor audio, FloatTensor noText, FloatTensor noAudio) {}

  /**
   * The differences between student and target over all frames but the first.
   *
   * @param latents (1, frames, height, width, channels)
   * @param draws of the same shape
   * @param step of 50, from 0, the noisiest
   */
  double[] differences(FloatTensor latents, FloatTensor draws, int step, Conditions given) {
    int late = 999 - 20 * step;
    int early = Math.max(0, late - 20);
    int frame = latents.values().length / latents.shape().dim(1);
    double[] z = new double[latents.values().length];
    for (int i = 0; i < z.length; i++) {
      double noisy =
          Math.sqrt(alpha(late)) * latents.values()[i]
              + Math.sqrt(1 - alpha(late)) * draws.values()[i];
      z[i] = i < frame ? latents.values()[i] : noisy;
    }
    FloatTensor sample = single(z, latents);

    float[] nothing = run(teacher, sample, late, given.noText(), given.noAudio());
    float[] words = run(teacher, sample, late, given.text(), given.noAudio());
    float[] both = run(teacher, sample, late, given.text(), given.audio());
    double[] next = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      double clean =
          guided(
              clean(z[i], nothing[i], late),
              clean(z[i], words[i], late),
              clean(z[i], both[i], late));
      double noise =
          guided(
              noise(z[i], nothing[i], late),
              noise(z[i], words[i], late),
              noise(z[i], both[i], late));
      double stepped = Math.sqrt(alpha(early)) * clean + Math.sqrt(1 - alpha(early)) * noise;
      next[i] = i < frame ? latents.values()[i] : stepped;
    }

    double[] aim =
        consistent(
            next, run(target, single(next, latents), early, given.text(), given.audio()), early);
    double[] found = consistent(z, run(student, sample, late, given.text(), given.audio()), late);
    double[] differences = new double[z.length - frame];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = found[frame + i] - aim[frame + i];
    }
    return differences;
  }

  private double guided(double nothing, double words, double both) {
    return nothing + textScale * (words - nothing) + audioScale * (both - words);
  }

  private double[] consistent(double[] z, float[] output, int t) {
    double scaled = 10.0 * t;
    double skip = 0.25 / (scaled * scaled + 0.25);
    double out = scaled / Math.sqrt(scaled * scaled + 0.25);
    double[] result = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      result[i] = skip * z[i] + out * clean(z[i], output[i], t);
    }
    return result;
  }

  private double clean(double z, double output, int t) {
    double signal = Math.sqrt(alpha(t));
    double share = Math.sqrt(1 - alpha(t));
    return velocity ? signal * z - share * output : (z - share * output) / signal;
  }

  private double noise(double z, double output, int t) {
    return velocity ? Math.sqrt(1 - alpha(t)) * z + Math.sqrt(alpha(t)) * output : output;
  }

  /** The share of the signal's variance that is left under Stable Diffusion's schedule. */
  private static double alpha(int t) {
    double product = 1;
    for (int i = 0; i <= t; i++) {
      double root = Math.sqrt(0.00085) + (Math.sqrt(0.012) - Math.sqrt(0.00085)) * i / 999;
      product *= 1 - root * root;
    }
    return product;
  }

  private static FloatTensor single(double[] values, FloatTensor as) {
    FloatTensor result = FloatTensor.zeros(as.shape());
    for (int i = 0; i < values.length; i++) {
      result.values()[i] = (float) values[i];
    }
    return result;
  }

  /** The network of a tiny UNet's weights for one clip of the given latents' shape. */
  static TorchNetwork network(Weights weights, Shape latents) {
    UnetGeometry geometry =
        new UnetGeometry(
            1,
            latents.dim(1),
            latents.dim(2),
            latents.dim(3),
            77,
            229,
            Arrays.stream(SegmentMask.of(latents.dim(1)).tokenIndices())
                .map(row -> Arrays.stream(row).boxed().toList())
                .toList());
    return TorchNetwork.open(
        UnetGraph.graph(TinyUnet.config(), geometry, WeightCatalogue.of(weights)), weights);
  }

  private static float[] run(
      TorchNetwork network, FloatTensor sample, int t, FloatTensor text, FloatTensor audio) {
    FloatTensor time = FloatTensor.of(new float[] {t}, 1);
    Map<String, Tensor> outputs =
        network.run(Map.of("sample", sample, "timestep", time, "text", text, "audio", audio));
    return ((FloatTensor) requireNonNull(outputs.get("eps"))).values();
  }

  /** The steps that a batch draws, before its draws of noise. */
  static int[] steps(CounterRandom random, int clips) {
    int[] steps = new int[clips];
    for (int i = 0; i < clips; i++) {
      steps[i] = random.nextInt(50);
    }
    for (int i = 0; i < 2 * clips; i++) {
      random.nextBoolean(0); // whether the audio, and whether the text, is left out
    }
    return steps;
  }
}
