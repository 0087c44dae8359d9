package io.asva.examples.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.ElementType;
import io.asva.core.weights.Weights;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.examples.drawn.Edition;
import io.asva.examples.training.plan.DataPlan;
import io.asva.examples.training.plan.DemoPlan;
import io.asva.examples.training.plan.DemoStage;
import io.asva.examples.training.plan.StagePlan;
import io.asva.examples.training.plan.TrialPlan;
import io.asva.media.AudioSource;
import io.asva.media.Image;
import io.asva.media.VideoSource;
import io.asva.sync.SyncScorer;
import io.asva.training.TrainingListener;
import io.asva.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole chain, at a size at which nothing is learnt. */
class DemoTrainingTest {
  private static final String CLASSIFIER =
      "checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules";

  private final Path folder;

  DemoTrainingTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static DemoPlan plan(Edition edition) {
    DemoPlan full = DemoPlan.of(edition, 3);
    StagePlan few = new StagePlan(3, 2, 1e-3);
    return new DemoPlan(
        3,
        1,
        new DataPlan(edition, 16, 8, 32),
        few,
        few,
        few,
        full.clips().stream().map(DemoTrainingTest::smallClips).toList(),
        small(full.classifierPretext(), 2),
        small(full.classifier(), 4),
        small(full.largeClassifier(), 2),
        new TrialPlan(edition, 2, 32, 2, 2, 1, 9));
  }

  private static String smallClips(String yaml) {
    return yaml.replace("batch_size: 8", "batch_size: 2")
        .replaceAll("img_size: \\S+ \\S+", "img_size: [32, 32]")
        .replaceAll("max_train_steps: \\d+", "max_train_steps: 2");
  }

  private static String small(String yaml, int steps) {
    return yaml.replaceAll("image_size: \\d+", "image_size: 32")
        .replaceAll("num_clips: \\d+", "num_clips: 3")
        .replaceAll("max_train_steps: \\d+", "max_train_steps: " + steps)
        .replaceAll("test_steps: \\d+", "test_steps: 2");
  }

  private boolean run(DemoStage stage) {
    return run(Edition.FIRST, stage);
  }

  private boolean run(Edition edition, DemoStage stage) {
    return new DemoTraining(plan(edition), folder)
        .run(stage, ProgressMonitor.none(), TrainingListener.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void allStagesTogetherMakeAFolderThatAnimatesAndScores(Edition edition) throws IOException {
    for (DemoStage stage : DemoStage.values()) {
      assertThat(run(edition, stage)).as(stage.key()).isTrue();
    }

    Path packed = folder.resolve("packed");
    Path models = packed.resolve("models");
    Path video = folder.resolve("data/videos").resolve(firstTestVideo());
    try (Animator animator =
        Animator.builder().models(models).dataset("Demo").size(32, 32).build()) {
      AnimationRequest request =
          AnimationRequest.builder().video(video).category("bell ringing").steps(2).build();
      AnimatedClip clip = animator.animate(request).clip();
      List<Image> frames = clip.video().frames();
      assertThat(frames).hasSize(12);
      assertThat(frames.get(0).width()).isEqualTo(32);
    }
    try (SyncScorer scorer = SyncScorer.builder().models(models.resolve(CLASSIFIER)).build()) {
      assertThat(scorer.score(AudioSource.file(video), VideoSource.file(video)).value()).isFinite();
    }
    assertThat(Files.readAllLines(packed.resolve("logs/vae.jsonl"))).hasSizeGreaterThanOrEqualTo(3);
    assertThat(packed.resolve("scores.json")).content().contains("\"classifier_videos\" : 8");
    assertThat(packed.resolve("README.md"))
        .content()
        .contains("| vae | 3 |")
        .contains("| timing without sound |", "| relsync low |")
        .contains("| moving psnr low |", "| colour kept |", "| autoencoder moving psnr |")
        .doesNotContain("{");
    Weights vae =
        Weights.openFolder(
            models.resolve("pretrained/stable-diffusion-v1-5/vae"), "diffusion_pytorch_model");
    assertThat(vae.tensors()).allMatch(tensor -> tensor.type() == ElementType.F16);
  }

  private String firstTestVideo() throws IOException {
    return Files.readAllLines(folder.resolve("data/test.txt")).get(0);
  }

  @Test
  void aStageThatIsWholeIsLeftAsItIs() throws IOException {
    run(DemoStage.DATA);
    run(DemoStage.AUDIO);
    Path encoder = folder.resolve("models/.checkpoints/imagebind_huge.pth");
    FileTime before = FileTime.fromMillis(1000);
    Files.setLastModifiedTime(encoder, before);

    assertThat(run(DemoStage.AUDIO)).isTrue();

    assertThat(Files.getLastModifiedTime(encoder)).isEqualTo(before);
  }

  @Test
  void aStageThatIsStoppedGoesOnWhereItWas() throws IOException {
    run(DemoStage.DATA);
    Cancellation stop = new Cancellation();
    TrainingListener afterOne =
        new TrainingListener() {
          @Override
          public void onStep(TrainingProgress progress) {
            stop.cancel();
          }
        };

    boolean finished =
        new DemoTraining(plan(Edition.FIRST), folder).run(DemoStage.VAE, stop.silent(), afterOne);

    assertThat(finished).isFalse();
    assertThat(folder.resolve("models")).doesNotExist();
    assertThat(run(DemoStage.VAE)).isTrue();
    assertThat(Files.readString(folder.resolve("runs/vae/train.log"))).contains("checkpoint-1");
    try (Stream<Path> files =
        Files.list(folder.resolve("models/pretrained/stable-diffusion-v1-5/vae"))) {
      assertThat(files).hasSize(2);
    }
  }
}
