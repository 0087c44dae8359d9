package io.asva.benchmarks;

import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.sync.network.Classifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Pairs of audio and a clip that the full-size classifier scores in a second, networks alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@SuppressWarnings("NullAway.Init") // JMH calls open() first
public class SyncBenchmark {
  private static final int BATCH = 8;
  private static final int SHIFTS = 31;

  /** {@code cpu}, {@code auto}, {@code cuda} or {@code cuda:N}. */
  @Param("cpu")
  public String device;

  /** Threads of an evaluation; 0 is ONNX Runtime's choice. */
  @Param("0")
  public int threads;

  private final Cancellation never = new Cancellation();
  private Classifier classifier;
  private List<FloatTensor> mels;
  private List<FloatTensor> frames;
  private List<List<Integer>> separate;
  private List<List<Integer>> shifts;

  /** Opens the networks. */
  @Setup
  public void open() {
    classifier = FullSizeSync.classifier(Settings.device(device), Settings.threads(threads));
    shifts = FullSizeSync.shifts();
    mels = new ArrayList<>();
    separate = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      mels.add(FullSizeSync.mel(i));
      int first = FullSizeSync.clip().size() * i;
      separate.add(FullSizeSync.clip().stream().map(frame -> first + frame).toList());
    }
    int most = Math.max(FullSizeSync.shiftFrames(), BATCH * FullSizeSync.clip().size());
    frames = FullSizeSync.frames(2, most);
  }

  /** One pair. */
  @Benchmark
  public double pair() {
    return scores(mels.subList(0, 1), separate.subList(0, 1)).get(0);
  }

  /** Eight pairs in one call, which share nothing. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Double> batch() {
    return scores(mels, separate);
  }

  /** One audio against the 31 clips of a video's evaluation, 0.04 s apart. */
  @Benchmark
  @OperationsPerInvocation(SHIFTS)
  public List<Double> shifts() {
    return scores(mels.subList(0, 1), shifts);
  }

  private List<Double> scores(List<FloatTensor> audios, List<List<Integer>> clips) {
    List<FloatTensor> embeddings =
        audios.stream().map(mel -> classifier.audio(mel, never)).toList();
    List<FloatTensor> videos = classifier.videos(frames, clips, never);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < videos.size(); i++) {
      scores.add(classifier.score(embeddings.get(i % embeddings.size()), videos.get(i), never));
    }
    return scores;
  }

  /** Frees the networks. */
  @TearDown
  public void close() {
    classifier.close();
  }
}
