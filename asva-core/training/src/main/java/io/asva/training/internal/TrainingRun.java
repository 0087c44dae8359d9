package io.asva.training.internal;

import io.asva.core.AsvaException;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.RunLock;
import io.asva.core.layout.ModelsLayout;
import io.asva.training.CheckpointException;
import io.asva.training.CheckpointOptions;
import io.asva.training.Schedule;
import io.asva.training.TrainingException;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingOptions;
import io.asva.training.TrainingProgress;
import io.asva.training.TrainingResult;
import io.asva.training.TrainingTask;
import io.asva.training.torchscript.LibTorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of training, from the checkpoint that it goes on from to its last one. */
public final class TrainingRun<E> {
  private final TrainingTask<E> task;
  private final Path output;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final BooleanSupplier stopped;
  private final WordLog log;
  private final CheckpointStore store;
  private final RunSettings settings;
  private final RunState run;
  private final TrainedState state;
  private @Nullable SavedCheckpoint saved;

  private TrainingRun(
      TrainingTask<E> task,
      Path output,
      TrainingOptions options,
      TrainingListener listener,
      BooleanSupplier stopped,
      Boundary boundary,
      WordLog log,
      TrainedState state) {
    this.task = task;
    this.output = output;
    this.options = options;
    this.listener = listener;
    this.stopped = stopped;
    this.log = log;
    this.store = new CheckpointStore(ModelsLayout.checkpoints(output), boundary, log::warn);
    this.settings = RunSettings.of(task, options);
    this.run = new RunState(settings, options.optimization().precision());
    this.state = state;
  }

  /**
   * Trains.
   *
   * @param stopped is asked before each update
   * @param boundary is told of each moment of writing a checkpoint
   */
  public static <E> TrainingResult run(
      TrainingTask<E> task,
      Path output,
      TrainingOptions options,
      TrainingListener listener,
      BooleanSupplier stopped,
      Boundary boundary) {
    LibTorch.require();
    int threads = LibTorch.threads();
    try {
      Files.createDirectories(output);
      LibTorch.setThreads(options.threads(), weights(task));
      try (RunLock lock = lock(output);
          WordLog log = new WordLog(output.resolve("train.log"), listener);
          TrainedState state = new TrainedState(task.networks(), options.optimization())) {
        TrainingRun<E> run =
            new TrainingRun<>(task, output, options, listener, stopped, boundary, log, state);
        return run.logged();
      }
    } catch (IOException e) {
      throw new TrainingException("Can't train into " + output + ": " + e, e);
    } finally {
      LibTorch.setThreads(threads);
    }
  }

  /** The second run would take the first's unfinished checkpoint for a leftover. */
  private static RunLock lock(Path output) throws IOException {
    return RunLock.tryTake(output.resolve(".lock"))
        .orElseThrow(
            () ->
                new TrainingException(
                    output
                        + " is in use by another run; wait for it or choose another output_dir."));
  }

  private static long weights(TrainingTask<?> task) {
    return task.networks().values().stream()
        .flatMap(network -> network.weights().stream())
        .mapToLong(weight -> weight.shape().elements())
        .sum();
  }

  /** Runs; what ends it too early is in the log as well, for those who look there first. */
  private TrainingResult logged() throws IOException {
    try {
      return run();
    } catch (RuntimeException | IOException | Error e) {
      log.failed(e instanceof AsvaException ? String.valueOf(e.getMessage()) : e.toString());
      throw e;
    }
  }

  private TrainingResult run() throws IOException {
    store.clean();
    RunStart start = new RunStart(store, options.checkpoints(), log);
    Optional<SavedCheckpoint> from = start.find();
    if (from.isPresent()) {
      start.restore(from.get(), settings, run, state);
      saved = from.get();
    }
    AtomicWrite.writeText(output.resolve(ModelsLayout.RUN_CONFIG), options.configuration());
    long firstBatch = (long) run.step() * options.optimization().accumulation();
    try (FigureLog figures = FigureLog.open(output, run.step());
        BatchPipeline<E> batches =
            new BatchPipeline<>(
                task.examples(), options.data(), options.seed(), firstBatch, log::warn)) {
      return loop(batches, figures);
    }
  }

  private TrainingResult loop(BatchPipeline<E> batches, FigureLog figures) throws IOException {
    introduce();
    Update<E> update =
        new Update<>(task, state, options.optimization(), options.seed(), run.scaler());
    int parts = options.optimization().accumulation();
    Speed speed = new Speed(parts * options.data().batchSize());
    int steps = options.schedule().steps();
    while (run.step() < steps && !stopped.getAsBoolean()) {
      long epoch = batches.epoch((long) run.step() * parts);
      Map<String, Double> values = update.run(run.step(), batches, advice());
      run.advance(speed.step());
      note(values, speed, figures, epoch);
      afterUpdate(figures);
      speed.skipPause();
    }
    boolean finished = run.step() >= steps;
    log.info(finished ? "Training is finished" : "Stopping as asked");
    if (saved == null || saved.step() != run.step()) {
      save(figures);
    }
    return new TrainingResult(
        finished ? TrainingResult.End.FINISHED : TrainingResult.End.CANCELLED,
        run.step(),
        ModelsLayout.checkpoint(output, run.step()),
        batches.badExamples());
  }

  private void introduce() {
    log.info("***** Running training *****");
    log.info("  Num examples = " + task.examples().size());
    log.info("  Batch size = " + options.data().batchSize());
    log.info("  Gradient Accumulation steps = " + options.optimization().accumulation());
    log.info("  Trained parameters = " + state.trainedElements());
    log.info("  Device = " + RunSettings.devices(task));
    log.info("  Total optimization steps = " + options.schedule().steps());
  }

  private void note(Map<String, Double> values, Speed speed, FigureLog figures, long epoch)
      throws IOException {
    double lr = values.getOrDefault("lr", 0.0);
    double loss = values.getOrDefault("train_loss", 0.0);
    run.window().add(values);
    Map<String, Double> line = new LinkedHashMap<>(values);
    line.put("clips_per_second", speed.clipsPerSecond());
    line.put("seconds", run.seconds());
    write(figures, line);
    int steps = options.schedule().steps();
    if (run.step() % options.schedule().logSteps() == 0) {
      log.info(Words.line(epoch, run.step(), steps, run.window().get(), lr));
      run.window().reset();
    }
    listener.onStep(
        new TrainingProgress(
            run.step(), steps, loss, speed.clipsPerSecond(), speed.timeFor(steps - run.step())));
  }

  private void write(FigureLog figures, Map<String, Double> values) throws IOException {
    try {
      figures.write(run.step(), values);
    } catch (IOException e) {
      if (options.checkpoints().failure() == CheckpointOptions.Failure.STOP) {
        throw e;
      }
      listener.onMessage("Can't write the figures of step " + run.step() + ": " + e);
    }
  }

  private void afterUpdate(FigureLog figures) throws IOException {
    Schedule schedule = options.schedule();
    if (schedule.evaluationSteps() > 0 && run.step() % schedule.evaluationSteps() == 0) {
      Map<String, Double> values = task.evaluate(run.step(), stopped);
      if (!values.isEmpty()) {
        log.info(Words.evaluation(run.step(), values));
        write(figures, values);
      }
    }
    boolean regular =
        run.step() % schedule.checkpointingSteps() == 0
            || run.step() % schedule.checkpointingMilestones() == 0;
    if (!regular || run.step() >= schedule.steps()) {
      return; // the last one is written in any case
    }
    try {
      save(figures);
    } catch (CheckpointException e) {
      if (options.checkpoints().failure() == CheckpointOptions.Failure.STOP) {
        throw e;
      }
      log.warn(String.valueOf(e.getMessage()));
    }
  }

  private void save(FigureLog figures) {
    sync(figures);
    SavedCheckpoint now =
        store.save(
            run.step(),
            checkpoint -> {
              state.save(checkpoint);
              checkpoint.text(RunState.FILE, run.toJson());
              checkpoint.text(ModelsLayout.RUN_CONFIG, options.configuration());
            });
    saved = now;
    log.info("Saved state to " + now.folder());
    try {
      store.prune(other -> keep(other.step(), now.step()));
    } catch (IOException e) {
      log.warn("Can't remove an old checkpoint: " + e);
    }
    listener.onCheckpoint(now.folder());
  }

  private void sync(FigureLog figures) {
    try {
      figures.sync();
    } catch (IOException e) {
      throw new CheckpointException("Can't write train.jsonl, so no checkpoint is made: " + e, e);
    }
  }

  /** The one before goes, and what runs left that were stopped in between; milestones stay. */
  private boolean keep(int step, int newest) {
    Schedule schedule = options.schedule();
    boolean milestone = step > 0 && step % schedule.checkpointingMilestones() == 0;
    boolean regular = step % schedule.checkpointingSteps() == 0;
    boolean recent = newest - step < schedule.checkpointingSteps();
    return step >= newest || milestone || (regular && recent && step > 0);
  }

  private String advice() {
    return saved == null
        ? "There is no checkpoint yet."
        : "The last good state is " + saved.folder() + ".";
  }
}
