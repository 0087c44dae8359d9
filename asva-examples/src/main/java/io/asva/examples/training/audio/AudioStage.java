package io.asva.examples.training.audio;

import io.asva.audio.imagebind.ImageBindConfig;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.random.CounterRandom;
import io.asva.core.weights.Weights;
import io.asva.examples.drawn.ClipLabels;
import io.asva.examples.drawn.Edition;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.plan.StagePlan;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.HalfWeights;
import io.asva.examples.training.run.StageRun;
import io.asva.media.dataset.Dataset;
import io.asva.media.dataset.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains the audio encoder.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class AudioStage {
  /** Heads are 64 wide, as readers assume for want of a configuration. */
  static final ImageBindConfig CONFIG = new ImageBindConfig(128, 3, 2, 128);

  private static final int EVALUATED = 128;
  private static final long EVALUATION = 5; // a path of random numbers of its own

  private final StageRun run;

  /** The stage of a run. */
  public AudioStage(StageRun run) {
    this.run = run;
  }

  /** Whether what it makes is there, whole. */
  public static boolean isDone(DemoFolder folder) {
    return Files.exists(folder.audioEncoder());
  }

  /** Trains; false if it was stopped before the end. */
  public boolean run() {
    Edition edition = run.plan().data().edition();
    Dataset data = Dataset.open(run.folder().data());
    List<ClipLabels> labels = ClipLabels.read(run.folder().labels());
    LabelledAudios audios = new LabelledAudios(edition, data.videos(Split.TRAIN).videos(), labels);
    LabelledAudios tests = new LabelledAudios(edition, data.videos(Split.TEST).videos(), labels);
    StagePlan how = run.plan().audio();
    int voices = edition.categories().size();
    Optional<Path> trained;
    try (AudioTask task =
        new AudioTask(CONFIG, voices, how.batch(), run.plan().seed(), audios, unseen(tests))) {
      trained = run.train(DemoStage.AUDIO, task, how);
    }
    trained.ifPresent(modules -> finish(modules.resolve(AudioTask.NAME)));
    return trained.isPresent();
  }

  private List<LabelledAudio> unseen(LabelledAudios tests) {
    CounterRandom random = CounterRandom.of(run.plan().seed(), EVALUATION);
    return IntStream.range(0, EVALUATED)
        .mapToObj(i -> tests.load(i * tests.size() / EVALUATED, random.at(i)))
        .toList();
  }

  private void finish(Path folder) {
    Path file = run.folder().audioEncoder();
    DemoFolder.createFor(file);
    // Its name is the reference's; readers go by content.
    HalfWeights.write(Weights.openFolder(folder, ModelsLayout.WEIGHTS), file);
  }
}
