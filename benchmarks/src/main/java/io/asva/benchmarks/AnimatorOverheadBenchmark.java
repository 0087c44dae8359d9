package io.asva.benchmarks;

import io.asva.core.files.IfExists;
import io.asva.core.runtime.internal.RuntimeMeter;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.media.Audio;
import io.asva.media.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The animator's own work for a clip of the published size (12 frames, two branches of guidance)
 * outside ONNX Runtime: reading, spectrogram, noise, scheduler, guidance, copying to and from the
 * runtime, pixels, and writing the file. The networks are narrow; their time inside ONNX Runtime is
 * taken off in {@code outsideMillis}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
public class AnimatorOverheadBenchmark {

  /** An animator with its request. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH calls open() first
  public static class Work {
    /** Height and width of the video. */
    @Param({"256x256", "128x256"})
    public String size;

    /** Steps of denoising. */
    @Param("50")
    public int steps;

    private Path folder;
    private Animator animator;
    private AnimationRequest request;

    /** Writes and opens the parts. */
    @Setup
    public void open() throws IOException {
      folder = Files.createTempDirectory("asva-benchmark");
      SmallParts.write(folder);
      int[] pixels = Settings.size(size);
      animator =
          Animator.builder()
              .models(folder)
              .text(SmallParts.text())
              .size(pixels[0], pixels[1])
              .build();
      request =
          AnimationRequest.builder()
              .image(image())
              .audio(audio())
              .category("benchmark")
              .audioGuidance(4)
              .steps(steps)
              .build();
    }

    private static Image image() {
      byte[] rgb = new byte[640 * 480 * 3];
      new Random(1).nextBytes(rgb);
      return new Image(640, 480, rgb);
    }

    private static Audio audio() {
      return new Audio(
          44_100,
          new float[][] {
            FullSize.random(2, 1, 3 * 44_100).values(), FullSize.random(3, 1, 3 * 44_100).values()
          });
    }

    /** Makes a clip and writes it to a file. */
    AnimatedClip animate() {
      AnimatedClip clip = animator.animate(request).clip();
      clip.writer().ifExists(IfExists.REPLACE).mp4(folder.resolve("clip.mp4"));
      return clip;
    }

    /** Frees the animator and removes the parts. */
    @TearDown
    public void close() throws IOException {
      animator.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  /** The time of a clip inside ONNX Runtime and outside, in milliseconds. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Split {
    private long clips;
    private long inside;
    private long total;

    /** Begins anew. */
    @Setup(Level.Iteration)
    public void reset() {
      clips = 0;
      inside = 0;
      total = 0;
    }

    private void add(long insideNanos, long totalNanos) {
      clips++;
      inside += insideNanos;
      total += totalNanos;
    }

    /** Inside ONNX Runtime, a clip. */
    public double insideMillis() {
      return inside / 1e6 / clips;
    }

    /** Outside ONNX Runtime, a clip. */
    public double outsideMillis() {
      return (total - inside) / 1e6 / clips;
    }
  }

  /** One clip, from image and audio in memory to an mp4 file. */
  @Benchmark
  public AnimatedClip clip(Work work, Split split) {
    long insideBefore = RuntimeMeter.nanos();
    long start = System.nanoTime();
    AnimatedClip clip = work.animate();
    split.add(RuntimeMeter.nanos() - insideBefore, System.nanoTime() - start);
    return clip;
  }
}
