package io.asva.diffusion.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.model.TrainedVideos;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.ClipSampling;
import io.asva.media.MediaFile;
import io.asva.media.dataset.Dataset;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A request leaves to the model what it doesn't say: size and frames are as in training. */
class TrainedFormTest {
  private final Path models;

  TrainedFormTest(@TempDir Path folder) {
    models = TinyModels.folder(folder.resolve("models"));
  }

  private Animator trainedOn(int frames) {
    TrainedVideos videos =
        new TrainedVideos(
            "Drawn", new FrameSize(16, 24), new ClipSampling(frames, frames / 2.0), List.of());
    TinyModels.write(models.resolve("unet/config.json"), videos.in(TinyModels.UNET));
    return animator();
  }

  private Animator animator() {
    return Animator.builder().models(models).device(Device.cpu()).build();
  }

  private static AnimationRequestBuilder request() {
    return AnimationRequest.builder()
        .image(TinyRequests.image(20, 24))
        .audio(TinyRequests.audio(2))
        .category("bell ringing")
        .steps(1);
  }

  @Test
  void aClipHasTheSizeAndTheFramesOfTraining() {
    try (Animator animator = trainedOn(8)) {
      assertThat(animator.config().frames()).isEqualTo(8);
      AnimatedClip clip = animator.animate(request().build()).clip();
      assertThat(clip.pixels().shape().dims()).containsExactly(8, 3, 16, 24);
      assertThat(clip.fps()).isEqualTo(4);
      AnimatedClip other = animator.animate(request().frames(3).size(16, 16).build()).clip();
      assertThat(other.pixels().shape().dims()).containsExactly(3, 3, 16, 16);
    }
  }

  @Test
  void aDatasetsClipsHaveThemToo(@TempDir Path folder) {
    Path dataset = DrawnDataset.draw(folder.resolve("Drawn"), 1);
    GeneratedFiles files = new GeneratedFiles(folder.resolve("out"));
    try (Animator animator = trainedOn(8)) {
      new DatasetGenerator(animator)
          .generate(
              GenerationRequest.builder(Dataset.open(dataset), files).clips(1).steps(1).build(),
              ProgressMonitor.none());
    }
    MediaFile clip = MediaFile.open(folder.resolve("out/videos/bell_ringing/video-0_clip-00.mp4"));
    assertThat(clip.requireVideoTrack().fps()).isEqualTo(4);
    assertThat(clip.requireVideoTrack().width()).isEqualTo(24);
  }

  @Test
  void aNumberThatCannotBeIsRefusedWhereItIsNeeded() {
    try (Animator animator = trainedOn(60)) {
      assertThatThrownBy(() -> animator.animate(request().build()))
          .isInstanceOf(AnimationException.class)
          .hasMessage("The number of frames must be from 2 to 48, not 60.");
      assertThat(animator.animate(request().frames(2).build()).clip().fps()).isEqualTo(1);
    }
  }

  @Test
  void aModelThatDoesNotSayMakesTheOriginalsTwelve() {
    try (Animator animator = animator()) {
      assertThat(animator.config().frames()).isEqualTo(12);
    }
  }
}
