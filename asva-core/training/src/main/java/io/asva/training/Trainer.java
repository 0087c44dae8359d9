package io.asva.training;

import io.asva.core.Cancellation;
import io.asva.core.concurrent.Uninterrupted;
import io.asva.training.internal.Boundary;
import io.asva.training.internal.TrainingRun;
import io.asva.training.torchscript.LibTorch;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Trains what a {@link TrainingTask} describes into a folder:
 *
 * <pre>
 * config.yaml   train.log   train.jsonl   log/events...
 * ckpts/checkpoint-N/modules/NAME/{config.json, diffusion_pytorch_model.safetensors}
 * ckpts/checkpoint-N/{optimizer.safetensors, trainer_state.json, config.yaml, manifest.json}
 * </pre>
 *
 * A checkpoint is there whole or not at all, and a run that was killed at any moment goes on from
 * the last one to the same weights, bit for bit, with the same number of threads on the same kind
 * of machine.
 *
 * <p>Safe for use by many threads; a folder takes one run at a time.
 */
public final class Trainer<E> {
  private final TrainingTask<E> task;
  private final Path folder;
  private final TrainingOptions options;
  private final TrainingListener listener;
  private final Boundary boundary;

  private Trainer(Builder<E> builder) {
    this.task = builder.task;
    this.folder = builder.folder;
    this.options =
        new TrainingOptions(
            builder.seed,
            builder.optimization,
            builder.data,
            builder.schedule,
            builder.checkpoints,
            builder.threads == 0 ? LibTorch.threads() : builder.threads,
            builder.configuration);
    this.listener = builder.listener;
    this.boundary = builder.boundary;
  }

  /**
   * A trainer with AVSyncD's options, one example a batch.
   *
   * @param task what is trained; its owner closes it
   * @param folder into which it is trained; it is made if it isn't there
   * @param steps updates in all
   */
  public static <E> Builder<E> builder(TrainingTask<E> task, Path folder, int steps) {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(folder, "folder");
    return new Builder<>(task, folder, Schedule.of(steps));
  }

  /** The options that it was built with. */
  public TrainingOptions options() {
    return options;
  }

  /**
   * Trains until all updates are done.
   *
   * @throws TrainingException if it can't begin or go on: see its subclasses
   * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
   */
  public TrainingResult run() {
    return run(new Cancellation());
  }

  /**
   * Trains until all updates are done or it is asked to stop; then it finishes the update, writes a
   * checkpoint and returns. Interrupting the thread asks it as well.
   *
   * @throws TrainingException if it can't begin or go on: see its subclasses
   * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
   */
  public TrainingResult run(Cancellation cancellation) {
    Objects.requireNonNull(cancellation, "cancellation");
    AtomicBoolean interrupted = new AtomicBoolean();
    return Uninterrupted.call(
        () ->
            TrainingRun.run(
                task,
                folder,
                options,
                listener,
                () -> interrupted.get() || cancellation.isCancelled(),
                boundary),
        () -> interrupted.set(true));
  }

  /** Collects a trainer's options. Not safe for use by many threads. */
  public static final class Builder<E> {
    private final TrainingTask<E> task;
    private final Path folder;
    private Schedule schedule;
    private long seed = 123;
    private Optimization optimization = Optimization.DEFAULT;
    private DataOptions data = DataOptions.of(1);
    private CheckpointOptions checkpoints = CheckpointOptions.DEFAULT;
    private int threads;
    private String configuration = "";
    private TrainingListener listener = TrainingListener.NONE;
    private Boundary boundary = Boundary.NONE;

    private Builder(TrainingTask<E> task, Path folder, Schedule schedule) {
      this.task = task;
      this.folder = folder;
      this.schedule = schedule;
    }

    /** Sets the seed of every random number; 123 unless set. */
    public Builder<E> seed(long value) {
      this.seed = value;
      return this;
    }

    /** Sets how the weights are updated. */
    public Builder<E> optimization(Optimization choice) {
      Objects.requireNonNull(choice, "choice");
      this.optimization = choice;
      return this;
    }

    /** Sets how examples are loaded. */
    public Builder<E> data(DataOptions choice) {
      Objects.requireNonNull(choice, "choice");
      this.data = choice;
      return this;
    }

    /** Sets when training does what. */
    public Builder<E> schedule(Schedule choice) {
      Objects.requireNonNull(choice, "choice");
      this.schedule = choice;
      return this;
    }

    /** Sets how a run goes on from checkpoints. */
    public Builder<E> checkpoints(CheckpointOptions choice) {
      Objects.requireNonNull(choice, "choice");
      this.checkpoints = choice;
      return this;
    }

    /**
     * Sets how many threads an operation of libtorch uses while this trains, in the whole process;
     * libtorch's own choice unless set.
     *
     * @throws IllegalArgumentException if not positive
     */
    public Builder<E> threads(int count) {
      Ranges.positive("the number of threads", count);
      this.threads = count;
      return this;
    }

    /** Sets the text that is kept as {@code config.yaml}. */
    public Builder<E> configuration(String yaml) {
      Objects.requireNonNull(yaml, "yaml");
      this.configuration = yaml;
      return this;
    }

    /** Sets who is told how it goes. */
    public Builder<E> listener(TrainingListener value) {
      Objects.requireNonNull(value, "value");
      this.listener = value;
      return this;
    }

    /** Sets who is told of the moments of writing a checkpoint. */
    Builder<E> boundary(Boundary value) {
      this.boundary = value;
      return this;
    }

    /**
     * A trainer with these options.
     *
     * @throws io.asva.training.torchscript.TorchScriptException if PyTorch isn't on the class path
     */
    public Trainer<E> build() {
      return new Trainer<>(this);
    }
  }
}
