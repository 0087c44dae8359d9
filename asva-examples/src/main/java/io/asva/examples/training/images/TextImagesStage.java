package io.asva.examples.training.images;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.Cancellation;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.random.CounterRandom;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.text.BpeTokenizer;
import io.asva.core.weights.Weights;
import io.asva.diffusion.scheduler.SchedulerConfig;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.examples.training.data.DataStage;
import io.asva.examples.training.data.StoredImages;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.plan.Resources;
import io.asva.examples.training.plan.StagePlan;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.NetworkFolder;
import io.asva.examples.training.run.Settings;
import io.asva.examples.training.run.StageRun;
import io.asva.examples.training.text.DemoTexts;
import io.asva.media.dataset.Split;
import io.asva.vae.Vae;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains the text encoder, and the denoiser on images.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class TextImagesStage {
  private static final int EVALUATED = 64;
  private static final long EVALUATION = 7; // a path of random numbers of its own

  private final StageRun run;

  /** The stage of a run. */
  public TextImagesStage(StageRun run) {
    this.run = run;
  }

  /** Whether what it makes is there, whole. */
  public static boolean isDone(DemoFolder folder) {
    return NetworkFolder.isWhole(folder.imageUnet());
  }

  /** Trains; false if it was stopped before the end. */
  public boolean run() {
    DemoFolder folder = run.folder();
    Settings.write(folder.scheduler(), Resources.text("scheduler.json"));
    BpeTokenizer tokenizer = texts().tokenizer(folder.tokenizer());
    DataStage data = new DataStage(run);
    StagePlan how = run.plan().images();
    Optional<Path> trained;
    try (Vae vae = Vae.open(folder.vae(), Device.cpu())) {
      LatentImages seen = images(data, Split.TRAIN, vae, tokenizer);
      LatentImages tests = images(data, Split.TEST, vae, tokenizer);
      try (ImageTask task =
          new ImageTask(
              run.plan().text("unet.json"),
              texts().config(),
              how.batch(),
              run.plan().seed(),
              seen,
              SchedulerConfig.stableDiffusion(),
              nullAudio(folder),
              unseen(tests))) {
        trained = run.train(DemoStage.TEXT_PICTURES, task, how);
      }
    }
    trained.ifPresent(modules -> finish(modules));
    return trained.isPresent();
  }

  private DemoTexts texts() {
    return DemoTexts.of(run.plan().data().edition());
  }

  private LatentImages images(DataStage data, Split split, Vae vae, BpeTokenizer tokenizer) {
    return new LatentImages(
        new StoredImages(data.frames(split)),
        vae,
        tokenizer,
        run.plan().data().edition().categories());
  }

  private static FloatTensor nullAudio(DemoFolder folder) {
    try (AudioEncoder audio =
        AudioEncoder.of(ImageBindAudio.open(Weights.open(folder.audioEncoder()), Device.cpu()))) {
      return audio.tokens(MelSpectrogram.none(), new Cancellation());
    }
  }

  private List<LatentImage> unseen(LatentImages tests) {
    CounterRandom random = CounterRandom.of(run.plan().seed(), EVALUATION);
    return IntStream.range(0, EVALUATED)
        .mapToObj(i -> tests.load(i * tests.size() / EVALUATED, random.at(i)))
        .toList();
  }

  private void finish(Path modules) {
    DemoFolder folder = run.folder();
    NetworkFolder.write(
        folder.textEncoder(),
        "model",
        texts().config(),
        Weights.openFolder(modules.resolve(ImageTask.TEXT), ModelsLayout.WEIGHTS));
    NetworkFolder.write(
        folder.imageUnet(),
        run.plan().text("unet.json"),
        Weights.openFolder(modules.resolve(ImageTask.UNET), ModelsLayout.WEIGHTS));
  }
}
