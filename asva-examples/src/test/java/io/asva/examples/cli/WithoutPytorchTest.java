package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The optional dependency PyTorch is absent: only training misses it, and says what to add. */
class WithoutPytorchTest {
  private final Path folder;
  private final AsvaProcess asva;

  WithoutPytorchTest(@TempDir Path folder) {
    this.folder = folder;
    this.asva = AsvaProcess.in(folder).without(jar -> jar.startsWith("pytorch-"));
  }

  @Test
  void animatingWorks() throws Exception {
    String cache = SmallDemo.IMAGE.resolveSibling("").toAbsolutePath().toString();
    CommandRun run =
        asva.run(
            List.of(
                "demo", "--cache=" + cache, "--save_path=hammer.mp4", "--steps=1", "--device=cpu"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("hammer_clip-00.mp4")).isNotEmptyFile();
  }

  @Test
  void scoringWorks() throws Exception {
    ClassifierFolder.write(folder);
    DrawnClip.of(1, 3).mp4(folder.resolve("a.mp4"), 12, 0, 44_100, 2);
    CommandRun run =
        asva.run(
            List.of(
                "sync", "--audio=a.mp4", "--video=a.mp4", "--ref_video=a.mp4", "--metric=relsync"));
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("relsync: 0.5");
  }

  @Test
  void trainingSaysWhichDependencyToAdd() throws Exception {
    assertNamesTheDependency(train("animation", "dataset: {data_root: v}"));
    assertNamesTheDependency(train("sync", "dataset: {data_root: v, example_list_path: list.txt}"));
    CommandRun own = asva.run(TrainNothing.class, List.of());
    assertNamesTheDependency(own.out());
    assertThat(folder.resolve("run")).doesNotExist();
  }

  /** The message for a configuration of which nothing exists. */
  private String train(String what, String dataset) throws IOException, InterruptedException {
    String model =
        what.equals("sync")
            ? "{audio_encoder: {widths: [4, 4, 4, 4, 4]}, video_encoder: {widths: [4, 4, 4, 4, 4]}}"
            : "{audio_encoder: {n_segment: 12}, vae: {pretrained_model_name_or_path: sd},"
                + " unet: {pretrained_model_name_or_path: sd}}";
    Files.writeString(
        folder.resolve("run.yaml"),
        "exp: {output_dir: run}\nmodel: "
            + model
            + "\ntrain: {batch_size: 1, "
            + dataset
            + "}\noptim: {max_train_steps: 1, learning_rate: 1e-4}\n");
    CommandRun run = asva.run(List.of("train", what, "--config_file=run.yaml"));
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    return run.err();
  }

  private static void assertNamesTheDependency(String message) {
    assertThat(message)
        .containsPattern("add org\\.bytedeco:pytorch:[0-9.]+-[0-9.]+, ")
        .containsPattern("org\\.bytedeco:pytorch:[0-9.]+-[0-9.]+:" + Loader.getPlatform() + " ")
        .contains("(groupId:artifactId:version:classifier)");
  }
}
