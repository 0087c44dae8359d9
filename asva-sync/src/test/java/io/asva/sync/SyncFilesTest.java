package io.asva.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.media.AudioSource;
import io.asva.media.MediaException;
import io.asva.media.VideoSource;
import io.asva.media.VideoWriter;
import io.asva.sync.network.SyncWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models and media that lie in files. */
class SyncFilesTest {
  @SuppressWarnings("NullAway.Init") // JUnit fills it
  @TempDir
  Path folder;

  private static SyncScorer open(SyncWeights weights) {
    return SyncScorer.builder().weights(weights).device(Device.cpu()).build();
  }

  private static void save(Weights weights, String prefix, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    SafetensorsWriter writer = new SafetensorsWriter();
    for (WeightTensor tensor : weights.tensors()) {
      ByteBuffer bytes = weights.map(tensor);
      writer.add(
          prefix + tensor.name(),
          tensor.type(),
          tensor.shape(),
          (offset, into) -> {
            ByteBuffer part = bytes.duplicate();
            part.position((int) offset).limit((int) offset + into.remaining());
            into.put(part);
          });
    }
    writer.replace(file);
  }

  private Path video(String name, int frames, double audioSeconds) {
    Path file = folder.resolve(name);
    VideoWriter.of(SyncSamples.video(5, frames, 25))
        .withAudio(SyncSamples.audio(5, audioSeconds))
        .mp4(file);
    return file;
  }

  @Test
  void aFolderOfModulesScoresAsItsWeightsDo() throws IOException {
    SyncWeights weights = SyncSamples.weights();
    String name = "diffusion_pytorch_model.safetensors";
    save(weights.audio(), "", folder.resolve("audio_encoder").resolve(name));
    save(weights.video(), "", folder.resolve("video_encoder").resolve(name));
    save(weights.requireHead(), "", folder.resolve("head").resolve(name));
    AudioSource audio = AudioSource.of(SyncSamples.audio(1, 2));
    VideoSource video = VideoSource.of(SyncSamples.video(1, 12, 6));
    try (SyncScorer fromFolder = SyncScorer.builder().models(folder).device(Device.cpu()).build();
        SyncScorer fromMemory = open(weights)) {
      assertThat(fromFolder.score(audio, video)).isEqualTo(fromMemory.score(audio, video));
    }
  }

  @Test
  void theClassifierIsFoundInTheFolderInWhichTheOriginalWasRun() throws IOException {
    SyncWeights weights = SyncSamples.weights();
    Path modules =
        folder.resolve("checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules");
    String name = "diffusion_pytorch_model.safetensors";
    save(weights.audio(), "", modules.resolve("audio_encoder").resolve(name));
    save(weights.video(), "", modules.resolve("video_encoder").resolve(name));
    save(weights.requireHead(), "", modules.resolve("head").resolve(name));
    AudioSource audio = AudioSource.of(SyncSamples.audio(1, 2));
    VideoSource video = VideoSource.of(SyncSamples.video(1, 12, 6));
    try (SyncScorer fromRoot = SyncScorer.builder().models(folder).device(Device.cpu()).build();
        SyncScorer fromMemory = open(weights)) {
      assertThat(fromRoot.score(audio, video)).isEqualTo(fromMemory.score(audio, video));
    }
  }

  @Test
  void missingPartsAreListed() throws IOException {
    Files.createDirectory(folder.resolve("video_encoder"));
    assertThatThrownBy(() -> SyncScorer.builder().models(folder).build())
        .isInstanceOf(WeightsException.class)
        .hasMessage(
            "The sync classifier in "
                + folder
                + " lacks the folders audio_encoder, head. Give the folder named modules of a"
                + " checkpoint.");
    assertThatThrownBy(() -> SyncScorer.builder().build())
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("The classifier is missing: give models(folder)");
    assertThatThrownBy(
            () -> SyncScorer.builder().models(folder).weights(SyncSamples.weights()).build())
        .isInstanceOf(SyncException.class)
        .hasMessageStartingWith("The classifier is given twice");
  }

  @Test
  void aCheckpointOfAvidHasNetworksButNoHead() throws IOException {
    SyncWeights weights = SyncSamples.weights();
    Path file = folder.resolve("avid.safetensors");
    Weights both =
        Weights.of(
            "both",
            Stream.concat(
                    weights.audio().renamed(n -> "audio_model." + n).tensors().stream(),
                    weights.video().renamed(n -> "video_model." + n).tensors().stream())
                .toList());
    save(both, "model.module.", file);
    SyncWeights avid = SyncWeights.ofAvid(file);
    assertThat(avid.audio().tensors()).hasSameSizeAs(weights.audio().tensors());
    assertThat(avid.video().find("conv2x.0.spt_conv1.weight")).isPresent();
    assertThatThrownBy(() -> open(avid))
        .isInstanceOf(WeightsException.class)
        .hasMessageStartingWith(file + " has no head, and nothing can be scored without one");
    assertThatThrownBy(
            () -> {
              Path other = folder.resolve("other.safetensors");
              save(weights.requireHead(), "", other);
              SyncWeights.ofAvid(other);
            })
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("is no checkpoint of AVID-CMA");
  }

  @Test
  void weightsThatDoNotFitAreNamed() {
    SyncWeights good = SyncSamples.weights();
    Weights video = ChangedWeights.without(good.video(), "conv3x.1.out_bn.running_var");
    assertThatThrownBy(() -> open(new SyncWeights(good.audio(), video, good.head())))
        .hasMessageContaining("missing conv3x.1.out_bn.running_var 8");
    Weights head = ChangedWeights.misshapen(good.requireHead(), "fc.0.weight", 16, 40);
    assertThatThrownBy(() -> open(new SyncWeights(good.audio(), good.video(), Optional.of(head))))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(
            "takes embeddings of 16 and 24, the networks beside it give 16 and 16");
  }

  @Test
  void aChangedWeightOfEachNetworkShows() {
    AudioSource audio = AudioSource.of(SyncSamples.audio(1, 2));
    VideoSource video = VideoSource.of(SyncSamples.video(1, 12, 6));
    Weights all = SyncSamples.allWeights();
    double score;
    try (SyncScorer scorer = open(SyncWeights.ofPrefixed(all))) {
      score = scorer.score(audio, video).value();
    }
    for (String name :
        List.of(
            "audio_encoder.block3.bn2.running_mean",
            "video_encoder.conv1.0.weight",
            "video_encoder.conv1.1.running_var",
            "video_encoder.conv4x.0.res_conv.weight",
            "head.fc.3.bias")) {
      Weights changed = ChangedWeights.perturbed(all, name);
      try (SyncScorer scorer = open(SyncWeights.ofPrefixed(changed))) {
        assertThat(scorer.score(audio, video).value()).as(name).isNotEqualTo(score);
      }
    }
  }

  @Test
  void aFileScoresItsOwnAudioAndAnotherFilesAudio() {
    Path file = video("a.mp4", 55, 2.2);
    try (SyncScorer scorer = open(SyncSamples.weights())) {
      SyncScore score = scorer.score(AudioSource.file(file), VideoSource.file(file));
      assertThat(score.notes()).isEmpty();
      assertThat(scorer.score(AudioSource.file(file), VideoSource.file(file))).isEqualTo(score);
      assertThat(
              scorer
                  .relSync(
                      AudioSource.file(file),
                      VideoSource.file(file),
                      VideoSource.file(file.resolveSibling(".").resolve("a.mp4")))
                  .value())
          .isEqualTo(0.5);
    }
  }

  @Test
  void filesThatCanNotBeScoredSayWhy() {
    Path brief = video("brief.mp4", 20, 2);
    Path silent = folder.resolve("silent.mp4");
    VideoWriter.of(SyncSamples.video(5, 60, 25)).mp4(silent);
    try (SyncScorer scorer = open(SyncSamples.weights())) {
      assertThatThrownBy(() -> scorer.embed(VideoSource.file(brief)))
          .isInstanceOf(MediaException.class)
          .hasMessageStartingWith(brief + ": The video has 5 of the 12 frames");
      assertThatThrownBy(() -> scorer.embed(AudioSource.file(silent)))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining(silent + " has no audio");
      assertThatThrownBy(() -> scorer.embed(VideoSource.file(folder.resolve("none.mp4"))))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("none.mp4");
      assertThatThrownBy(() -> centre(scorer, brief))
          .isInstanceOf(SyncException.class)
          .hasMessageStartingWith(brief + ": 31 clips at gaps of 0.04 s need a file of 3.2 s");
      assertThatThrownBy(() -> centre(scorer, silent))
          .isInstanceOf(MediaException.class)
          .hasMessageContaining("has no audio");
    }
  }

  @Test
  void aFileIsEvaluatedAndItsOffsetSearched() {
    Path file = video("long.mp4", 85, 3.4);
    try (SyncScorer scorer = open(SyncSamples.weights())) {
      CentreScores scores = centre(scorer, file);
      assertThat(scores.clips()).isEqualTo(31);
      assertThat(scores.audioToVideo().get(15)).isEqualTo(scores.videoToAudio().get(15));
      assertThat(SyncAccuracy.of(List.of(scores), SyncAccuracy.TOLERANCE).chance())
          .isEqualTo(11.0 / 31);
      SyncOffset offset = scorer.offset(file);
      assertThat(offset.curve()).hasSize(31);
      assertThat(offset.score())
          .isEqualTo(
              offset.curve().stream().mapToDouble(SyncOffset.Point::score).max().orElseThrow());
    }
  }

  private static CentreScores centre(SyncScorer scorer, Path file) {
    return scorer.centreScores(file, ProgressMonitor.none());
  }
}
