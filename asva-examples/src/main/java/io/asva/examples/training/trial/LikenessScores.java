package io.asva.examples.training.trial;

import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.drawn.TimingTrial;
import io.asva.examples.training.data.Reconstruction;
import io.asva.media.Video;
import io.asva.vae.Vae;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How like the drawn clips of a trial other clips of the same scenes are; see {@link Likeness}. The
 * scores are:
 *
 * <ul>
 *   <li>{@code moving_psnr} in dB, {@code moving_ssim}: the means over all frames but the first, of
 *       the pixels that move; with {@code _low} the tenth percentiles
 *   <li>{@code moving_psnr_of_rest}, with {@code _low}: the same where nothing moves at all
 *   <li>{@code colour_error}: by how much the moving thing's mean colour is off, as a share of it;
 *       {@code colour_kept}: the share of frames in which that is no more than a tenth
 *   <li>{@code autoencoder_psnr}, {@code autoencoder_moving_psnr} in dB, each with {@code _low}:
 *       what the autoencoder makes of the drawn frames, over all pixels and over those that move
 * </ul>
 *
 * @param trial its scenes
 * @param size width and height of the clips
 */
record LikenessScores(TimingTrial trial, int size) {

  /**
   * Adds the scores of animated clips.
   *
   * @param videos one for each of the trial's scenes
   */
  void add(List<Video> videos, Map<String, Double> scores) {
    Likeness likeness = likeness(videos);
    scores.put("moving_psnr", likeness.psnr());
    scores.put("moving_psnr_low", likeness.lowPsnr());
    scores.put("moving_ssim", likeness.ssim());
    scores.put("moving_ssim_low", likeness.lowSsim());
    scores.put("colour_error", likeness.colourError());
    scores.put("colour_kept", likeness.sameColour());
    Likeness rest = likeness(scenes().map(this::still).toList());
    scores.put("moving_psnr_of_rest", rest.psnr());
    scores.put("moving_psnr_of_rest_low", rest.lowPsnr());
  }

  /** Adds the scores of an autoencoder. */
  void add(Vae vae, Map<String, Double> scores) {
    List<Video> videos = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    for (DrawnScene scene : scenes().toList()) {
      Video drawn = TimingTrial.draw(scene, size);
      Reconstruction coded = Reconstruction.of(vae, drawn.frames());
      whole.addAll(coded.psnr());
      videos.add(new Video(coded.decoded(), drawn.fps()));
    }
    scores.put("autoencoder_psnr", whole.stream().mapToDouble(d -> d).average().orElse(0));
    scores.put("autoencoder_psnr_low", Likeness.tenth(whole));
    Likeness moving = likeness(videos);
    scores.put("autoencoder_moving_psnr", moving.psnr());
    scores.put("autoencoder_moving_psnr_low", moving.lowPsnr());
  }

  private Stream<DrawnScene> scenes() {
    return trial.clips().stream().map(TimingTrial.Clip::scene);
  }

  private Likeness likeness(List<Video> videos) {
    List<Likeness> all = new ArrayList<>();
    for (int i = 0; i < videos.size(); i++) {
      all.add(Likeness.of(trial.clips().get(i).scene(), videos.get(i)));
    }
    return Likeness.of(all);
  }

  private Video still(DrawnScene scene) {
    return new Video(
        Collections.nCopies(TimingTrial.FRAMES, scene.still(size, size)),
        TimingTrial.FRAMES / TimingTrial.SECONDS);
  }
}
