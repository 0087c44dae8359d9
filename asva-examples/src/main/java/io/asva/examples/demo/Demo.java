package io.asva.examples.demo;

import io.asva.core.files.AsvaCache;
import io.asva.core.media.IfExists;
import io.asva.core.media.Pictures;
import io.asva.core.media.Video;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.MotionAgreement;
import io.asva.examples.drawn.TimingTrial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything that the demo animates with, in a folder of its own. The picture and the sound were
 * not in training.
 *
 * @param models the models' folder, in the reference's layout
 * @param picture the picture, as a file
 * @param sound the sound, as a file
 */
public record Demo(Path models, Path picture, Path sound) {
  private static final long SEED = 2024;

  /** The audio guidance scale with which the demo's models follow sounds best. */
  public static final double AUDIO_GUIDANCE = 2;

  /** The text guidance scale with which they follow texts best. */
  public static final double TEXT_GUIDANCE = 2;

  /** Samples a second of its sound. */
  public static final int RATE = 16_000;

  private static final DrawnScene SCENE =
      DrawnScene.pair(
          SEED,
          DrawnCategory.HAMMER,
          DrawnCategory.FROG,
          DrawnCategory.HAMMER,
          TimingTrial.SECONDS);

  /** Makes what is not there yet, in {@link AsvaCache}. */
  public static Demo usual() {
    return in(AsvaCache.folder());
  }

  /**
   * Makes what is not there yet.
   *
   * @param cache a folder that it may use
   */
  public static Demo in(Path cache) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't make the folder " + cache + ": " + e, e);
    }
    Path picture = cache.resolve("demo-picture.png");
    Path sound = cache.resolve("demo-sound.wav");
    Pictures.writePng(SCENE.still(DemoModels.SIZE, DemoModels.SIZE), picture, IfExists.REPLACE);
    WavFile.write(SCENE.sound(RATE), sound);
    return new Demo(DemoModels.in(cache), picture, sound);
  }

  /** What animates it, to be built. */
  public AnimatorBuilder animator() {
    return Animator.builder().models(models);
  }

  /** What the picture and the sound are of. */
  public static DrawnScene scene() {
    return SCENE;
  }

  /** A request for the demo's picture, sound and category, as the models follow them best. */
  public AnimationRequestBuilder request() {
    return AnimationRequest.builder()
        .image(picture)
        .audio(sound)
        .category(SCENE.category().text())
        .audioGuidance(AUDIO_GUIDANCE)
        .textGuidance(TEXT_GUIDANCE);
  }

  /**
   * How well a video's motion agrees with how the thing moves when it is drawn to the same sound.
   *
   * @param video what was made of the request
   * @return Pearson's correlation of the two motions over time, -1 to 1
   */
  public static double agreement(Video video) {
    Video drawn = TimingTrial.draw(SCENE, DemoModels.SIZE);
    var moving = MotionAgreement.movingPixels(drawn);
    return MotionAgreement.correlation(
        MotionAgreement.curve(video, moving), MotionAgreement.curve(drawn, moving));
  }
}
