package io.asva.examples.training.vae;

import io.asva.core.files.IfExists;
import io.asva.core.layout.ModelsLayout;
import io.asva.core.runtime.Device;
import io.asva.core.weights.Weights;
import io.asva.examples.training.data.DataStage;
import io.asva.examples.training.data.FrameStore;
import io.asva.examples.training.data.Reconstruction;
import io.asva.examples.training.data.StoredImages;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.plan.StagePlan;
import io.asva.examples.training.run.DemoFolder;
import io.asva.examples.training.run.NetworkFolder;
import io.asva.examples.training.run.Settings;
import io.asva.examples.training.run.StageRun;
import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.dataset.Split;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Trains the autoencoder, and measures what its latents are to be multiplied with.
 *
 * <p>Immutable; a folder takes one run at a time.
 */
public final class VaeStage {
  private static final int EVALUATED = 64;
  private static final int MEASURED = 256;
  private static final int SHOWN = 12;

  private final StageRun run;
  private final DataStage data;

  /** The stage of a run. */
  public VaeStage(StageRun run) {
    this.run = run;
    this.data = new DataStage(run);
  }

  /** Whether what it makes is there, whole. */
  public static boolean isDone(DemoFolder folder) {
    return NetworkFolder.isWhole(folder.vae());
  }

  /** Trains; false if it was stopped before the end. */
  public boolean run() {
    String json = run.plan().text("vae.json");
    VaeConfig config = VaeConfig.of(Settings.config(json));
    StoredImages images = new StoredImages(data.frames(Split.TRAIN));
    StagePlan how = run.plan().vae();
    Optional<Path> trained;
    try (VaeTask task =
        new VaeTask(config, json, how.batch(), run.plan().seed(), images, data.unseen(EVALUATED))) {
      trained = run.train(DemoStage.VAE, task, how);
    }
    trained.ifPresent(modules -> finish(config, json, modules.resolve(VaeTask.NAME)));
    return trained.isPresent();
  }

  private void finish(VaeConfig config, String json, Path folder) {
    Weights weights = Weights.openFolder(folder, ModelsLayout.WEIGHTS);
    try (Vae vae = Vae.open(config, weights, Device.cpu())) {
      Reconstruction unseen = Reconstruction.of(vae, data.unseen(EVALUATED));
      Path runFolder = run.folder().run(DemoStage.VAE);
      Settings.write(runFolder.resolve("result.json"), unseen.json());
      Images.writePng(
          unseen.sheet(SHOWN), runFolder.resolve("reconstructions.png"), IfExists.REPLACE);
      double factor = LatentScale.of(vae, seen(MEASURED));
      NetworkFolder.write(
          run.folder().vae(), Settings.with(json, "scaling_factor", factor), weights);
    }
  }

  private List<Image> seen(int count) {
    FrameStore store = data.frames(Split.TRAIN);
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              int video = i * 5 % store.videos().size();
              return store.frame(video, i % store.frames(video));
            })
        .toList();
  }
}
