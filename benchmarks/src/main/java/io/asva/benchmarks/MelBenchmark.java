package io.asva.benchmarks;

import io.asva.audio.MelSpectrogram;
import io.asva.core.tensor.FloatTensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The mel spectrogram of two seconds of audio. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MelBenchmark {
  private final FloatTensor waveform = FullSize.random(1, 1, 2 * MelSpectrogram.RATE);

  /** The spectrogram. */
  @Benchmark
  public FloatTensor mel() {
    return MelSpectrogram.of(waveform);
  }
}
