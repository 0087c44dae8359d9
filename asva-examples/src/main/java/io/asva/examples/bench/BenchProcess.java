package io.asva.examples.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Precision;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.ModelFolder;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.unet.UnetModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The process that measures one device in one precision, so that its memory is that of this alone.
 * It makes two short clips and prints their figures as one line.
 */
final class BenchProcess {
  /** The begin of a line with figures; others are what libraries say. */
  static final String MARK = "asva-bench ";

  static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  private static final int RATE = 16_000;
  private static final int SHORT_STEPS = 3;

  private BenchProcess() {}

  /** Takes the device, the precision, steps, and where they are named, models and data set. */
  public static void main(String[] args) throws IOException {
    Device place = args[0].equals("cpu") ? Device.cpu() : Device.cuda(Integer.parseInt(args[0]));
    Precision precision = Precision.of(args[1]).orElseThrow();
    Device device = place.precision(precision);
    int steps = Integer.parseInt(args[2]);
    @Nullable Path models = args.length > 3 ? Path.of(args[3]) : null;
    @Nullable String dataset = args.length > 4 ? args[4] : null;
    System.out.println(MARK + JSON.writeValueAsString(measure(device, steps, models, dataset)));
    System.exit(0);
  }

  static BenchFigures measure(
      Device device, int steps, @Nullable Path models, @Nullable String dataset)
      throws IOException {
    AnimatorBuilder builder = builder(device, models, dataset);
    long start = System.nanoTime();
    try (Animator animator = builder.build()) {
      double built = (System.nanoTime() - start) / 1e9;
      Stopwatch first = clip(animator, 1);
      Stopwatch second = clip(animator, Math.min(SHORT_STEPS, steps));
      List<Double> evaluations = new ArrayList<>(first.steps("denoising"));
      double firstEvaluation = evaluations.remove(0);
      evaluations.addAll(second.steps("denoising"));
      evaluations.sort(null);
      ResolvedDevice resolved = animator.config().device();
      return new BenchFigures(
          resolved.place().toString(),
          resolved.precision().word(),
          built + first.before() - second.before(),
          firstEvaluation,
          evaluations.get(evaluations.size() / 2),
          evaluations.size(),
          animator.config().scheduler().start(steps).count(),
          second.seconds("encoding"),
          second.seconds("decoding"),
          peak(),
          null);
    }
  }

  private static AnimatorBuilder builder(
      Device device, @Nullable Path models, @Nullable String dataset) {
    AnimatorBuilder builder = Animator.builder().device(device);
    if (models == null) {
      return FullSizeParts.add(builder, device).text(new ZeroWords(768));
    }
    ModelFolder folder =
        dataset == null ? ModelFolder.in(models) : ModelFolder.ofDataset(models, dataset);
    return builder
        .models(folder)
        .text(new ZeroWords(UnetModel.read(folder.unet()).config().textWidth()));
  }

  private static Stopwatch clip(Animator animator, int steps) {
    FrameSize size = animator.config().size();
    Random random = new Random(1);
    byte[] rgb = new byte[3 * size.height() * size.width()];
    random.nextBytes(rgb);
    float[] samples = new float[(int) (RATE * AnimationRequest.SECONDS)];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    AnimationRequestBuilder request =
        animator
            .request()
            .image(new Image(size.width(), size.height(), rgb))
            .audio(new Audio(RATE, new float[][] {samples}))
            .category("any")
            .steps(steps);
    Stopwatch watch = new Stopwatch();
    Object unused = animator.animate(request.build(), new ProgressMonitor(watch));
    return watch;
  }

  /** The peak of what lay in main memory, in megabytes; null where there is no /proc. */
  private static @Nullable Long peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return null;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1_000_000)
        .findFirst()
        .orElse(null);
  }
}
