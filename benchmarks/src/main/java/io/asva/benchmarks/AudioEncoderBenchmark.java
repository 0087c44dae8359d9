package io.asva.benchmarks;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.AudioEncoding;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.tensor.FloatTensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** ImageBind's audio encoder at its published size on one spectrogram. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class AudioEncoderBenchmark {
  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  private ImageBindAudio encoder;
  private FloatTensor mel;

  /** Opens the network. */
  @Setup
  public void open() {
    encoder =
        ImageBindAudio.open(FullSize.audio(), FullSize.audioWeights(), Settings.device(device));
    mel = FullSize.random(1, 1, 1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
  }

  /** Tokens and embedding of one clip's audio. */
  @Benchmark
  public AudioEncoding encode() {
    return encoder.encode(mel);
  }

  /** Frees the network. */
  @TearDown
  public void close() {
    encoder.close();
  }
}
