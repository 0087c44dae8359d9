package io.asva.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.core.weights.Weights;
import io.asva.diffusion.text.CategoryEncodings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the guide to training on one's own videos, as they stand there. */
class TrainingGuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "training-on-your-videos.md");

  private final Path folder;

  TrainingGuideTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void writeWhatAUserHas() throws IOException {
    SmallDiffusion.write(folder);
    Files.copy(SmallDemo.IMAGE, folder.resolve("dog.png"));
    Files.copy(SmallDemo.AUDIO, folder.resolve("bark.wav"));
  }

  private void videos(String... names) throws IOException {
    for (int i = 0; i < names.length; i++) {
      Path file = folder.resolve("my-videos").resolve(names[i]);
      Files.createDirectories(file.getParent());
      DrawnClip.of(i, 2.5).mp4(file, 12, 0, 16_000, 1);
    }
  }

  private static String block(String language) throws IOException {
    Matcher block =
        Pattern.compile("^ *```" + language + "\\R(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(GUIDE));
    assertThat(block.find()).isTrue();
    return block.group(1).stripIndent();
  }

  /** The guide's settings, with so little work that a test can do it and so much that it shows. */
  private void settings() throws IOException {
    String yaml = block("yaml");
    String small =
        yaml.replaceFirst("max_train_steps: \\d+", "max_train_steps: 2")
            .replaceFirst("checkpointing_steps: \\d+", "checkpointing_steps: 1")
            .replaceFirst("checkpointing_milestones: \\d+", "checkpointing_milestones: 1")
            .replaceFirst("gradient_accumulation_steps: \\d+", "gradient_accumulation_steps: 2")
            .replaceFirst("learning_rate: \\S+", "learning_rate: 1e-2")
            .replaceFirst("\\[256, 256\\]", "[64, 64]");
    List<String> before = yaml.lines().toList();
    assertThat(small.lines().filter(line -> !before.contains(line))).hasSize(6);
    Files.writeString(folder.resolve("my-videos.yaml"), small);
  }

  /** Runs a command line in the folder, as a process of its own. */
  private void run(String command) throws Exception {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    assertThat(words.get(0)).isEqualTo("asva");
    CommandRun run = AsvaProcess.in(folder).run(words.subList(1, words.size()));
    assertThat(run.code()).as("%s: %s%s", command, run.out(), run.err()).isZero();
  }

  @Test
  void threeCommandsGoFromAFolderOfVideosToAnAnimation() throws Exception {
    videos("dog_barking/rex.mp4", "dog_barking/bella.mov", "hammering/anvil.mp4");
    settings();
    List<String> commands = block("sh").lines().toList();
    assertThat(commands).hasSize(3);

    for (String command : commands) {
      run(command);
    }

    Path run = folder.resolve("runs/my-videos");
    assertThat(run.resolve("loss.png")).isNotEmptyFile();
    assertThat(CategoryEncodings.open(encodings(run), run.resolve("none")).names())
        .containsExactlyInAnyOrder("dog barking", "hammering");
    Path video = folder.resolve("dog_clip-00.mp4");
    assertThat(video).isNotEmptyFile();

    // The same by the last checkpoint's own name; something else by the checkpoint before.
    String animate = commands.get(2).replace("--save_path dog", "--overwrite --save_path other");
    run(animate.replace("runs/my-videos ", "runs/my-videos/ckpts/checkpoint-2 "));
    assertThat(folder.resolve("other_clip-00.mp4")).hasSameBinaryContentAs(video);
    run(animate.replace("runs/my-videos ", "runs/my-videos/ckpts/checkpoint-1 "));
    assertThat(Files.mismatch(folder.resolve("other_clip-00.mp4"), video)).isNotNegative();
  }

  private static Path encodings(Path run) {
    return run.resolve("class_clip_text_encodings_stable-diffusion-v1-5.safetensors");
  }

  @Test
  void videosInNoFoldersHaveTheirFoldersNameAsTheirText() throws Exception {
    videos("one.mp4", "two.mp4");
    settings();
    List<String> commands = block("sh").lines().toList();

    run(commands.get(1));
    run(commands.get(2).replace("--category \"dog barking\" ", "--steps 1 "));

    assertThat(Weights.open(encodings(folder.resolve("runs/my-videos"))).find("my-videos"))
        .isPresent();
    assertThat(folder.resolve("dog_clip-00.mp4")).isNotEmptyFile();
  }
}
