package io.asva.verify.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.Comparison;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.diffusion.scheduler.DenoisingSteps;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.scheduler.Schedulers;
import io.asva.diffusion.scheduler.StepNoise;
import io.asva.diffusion.scheduler.TrainingNoise;
import io.asva.verify.CaseRunner;
import io.asva.verify.GoldenCase;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the cases of kinds {@code scheduler} and {@code scheduler.add_noise}. */
public final class SchedulerCases implements CaseRunner {
  @Override
  public Set<String> kinds() {
    return Set.of("scheduler", "scheduler.add_noise");
  }

  @Override
  public List<Comparison> run(GoldenCase golden, Device device) {
    return golden.kind().equals("scheduler") ? denoise(golden) : addNoise(golden);
  }

  private static SchedulerConfig config(GoldenCase golden) {
    JsonNode options = golden.json().path("options");
    if (!(options instanceof ObjectNode given)) {
      return SchedulerConfig.stableDiffusion();
    }
    ObjectNode all = given.deepCopy();
    // Diffusers has these in other places: the class, whose defaults hold, and an argument of
    // steps.
    all.set("_class_name", golden.json().path("scheduler"));
    if (golden.json().has("eta")) {
      all.set("eta", golden.json().path("eta"));
    }
    return SchedulerConfig.of(all);
  }

  private static List<Comparison> denoise(GoldenCase golden) {
    Scheduler scheduler =
        Schedulers.named(golden.json().path("scheduler").asText(), config(golden));
    DenoisingSteps steps = scheduler.start(golden.json().path("steps").asInt(), noise(golden));
    FloatTensor sample = golden.floats("sample");
    float[] eps = golden.floats("eps").values();
    int size = sample.values().length;
    float[] timesteps = new float[steps.count()];
    float[] samples = new float[steps.count() * size];
    Shape shape = golden.floats("eps").shape().with(0, steps.count());
    for (int i = 0; i < steps.count() && (i + 1) * size <= eps.length; i++) {
      timesteps[i] = steps.timestep(i);
      float[] output = Arrays.copyOfRange(eps, i * size, (i + 1) * size);
      sample = steps.step(i, new FloatTensor(sample.shape(), output), sample);
      System.arraycopy(sample.values(), 0, samples, i * size, size);
    }
    return golden.compare(
        Map.of(
            "timesteps", FloatTensor.of(timesteps, timesteps.length),
            "samples", new FloatTensor(shape, samples),
            "init_noise_sigma", FloatTensor.of(new float[] {scheduler.initNoiseSigma()}, 1)));
  }

  /** The draws that a case has: one for each step, one below the other. */
  private static StepNoise noise(GoldenCase golden) {
    if (!golden.hasInput("noise")) {
      return StepNoise.ofSeed(0);
    }
    FloatTensor noise = golden.floats("noise");
    return (step, shape) -> noise.row(step).reshape(shape.dims());
  }

  private static List<Comparison> addNoise(GoldenCase golden) {
    TrainingNoise noise = TrainingNoise.of(config(golden));
    FloatTensor noisy =
        noise.add(
            golden.floats("latents"),
            golden.floats("noise"),
            ((LongTensor) golden.input("timesteps")).values());
    return golden.compare(Map.of("noisy", noisy, "alphas_cumprod", noise.alphasCumprod()));
  }
}
