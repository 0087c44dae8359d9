package io.asva.verify.diffusion;

import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.unet.UnetGeometry;
import io.asva.verify.GoldenCase;
import java.util.ArrayList;
import java.util.List;

/** The extents of a UNet that a case's inputs speak of. */
final class CaseGeometry {
  private CaseGeometry() {}

  /**
   * The extents.
   *
   * @param prefix of the inputs' names
   */
  static UnetGeometry of(GoldenCase golden, String prefix) {
    String images = golden.hasInput(prefix + "sample") ? "sample" : "latents";
    Shape sample = golden.input(prefix + images).shape();
    ByteTensor mask = (ByteTensor) golden.input(prefix + "audio_mask");
    int frames = mask.shape().dim(1);
    int tokens = mask.shape().dim(2);
    List<List<Integer>> positions = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      List<Integer> seen = new ArrayList<>();
      for (int t = 0; t < tokens; t++) {
        if (mask.values()[f * tokens + t] != 0) {
          seen.add(t);
        }
      }
      positions.add(seen);
    }
    return new UnetGeometry(
        sample.dim(0),
        frames,
        sample.dim(3),
        sample.dim(4),
        golden.input(prefix + "text").shape().dim(1),
        tokens,
        positions);
  }

  /** The timestep of each clip, as the UNet takes it. */
  static FloatTensor timesteps(GoldenCase golden, String prefix) {
    long[] steps = ((LongTensor) golden.input(prefix + "timestep")).values();
    float[] values = new float[steps.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = steps[i];
    }
    return FloatTensor.of(values, values.length);
  }
}
