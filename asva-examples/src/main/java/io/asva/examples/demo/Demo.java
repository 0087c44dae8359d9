package io.asva.examples.demo;

import io.asva.core.files.AsvaCache;
import io.asva.core.files.IfExists;
import io.asva.core.files.Sha256;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Edition;
import io.asva.examples.drawn.MotionAgreement;
import io.asva.examples.drawn.TimingTrial;
import io.asva.media.Images;
import io.asva.media.Video;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything that the demo animates with, in a folder of its own. Images and sounds were not in
 * training.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param models the models' folder, in the reference's layout
 * @param scene what the image and the sound are of
 * @param image the image, as a file
 * @param audio the sound, as a file
 */
public record Demo(Path models, DrawnScene scene, Path image, Path audio) {
  /** The edition that the models have learnt. */
  public static final Edition EDITION = Edition.FIRST;

  /** The seed of the usual image and sound. */
  public static final long SEED = 2024;

  /** The audio guidance scale with which the demo's models follow sounds best. */
  public static final double AUDIO_GUIDANCE = 2;

  /** The text guidance scale with which they follow texts best. */
  public static final double TEXT_GUIDANCE = 2;

  /** Samples a second of its sound. */
  public static final int RATE = 16_000;

  private static final DrawnScene USUAL =
      DrawnScene.pair(
          SEED,
          DrawnCategory.HAMMER,
          DrawnCategory.FROG,
          DrawnCategory.HAMMER,
          TimingTrial.SECONDS);
  private static final int NAME = 8;

  /** Makes what is not there yet, in {@link AsvaCache}. */
  public static Demo usual() {
    return in(AsvaCache.folder());
  }

  /**
   * The demo with its usual image and sound. Makes what is not there yet.
   *
   * @param cache a folder that it may use
   */
  public static Demo in(Path cache) {
    return of(USUAL, cache);
  }

  /**
   * The demo with another image and sound. Makes what is not there yet.
   *
   * @param scene of the {@link #EDITION}, of {@link TimingTrial#SECONDS}
   * @param cache a folder that it may use
   */
  public static Demo of(DrawnScene scene, Path cache) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't make the folder " + cache + ": " + e, e);
    }
    String name = scene.equals(USUAL) ? "" : "-" + Sha256.of(scene.toString()).substring(0, NAME);
    Path image = cache.resolve("demo-picture" + name + ".png");
    Path audio = cache.resolve("demo-sound" + name + ".wav");
    Images.writePng(scene.still(DemoModels.SIZE, DemoModels.SIZE), image, IfExists.REPLACE);
    WavFile.write(scene.audio(RATE), audio);
    return new Demo(DemoModels.in(cache), scene, image, audio);
  }

  /** A builder of the animator for it. */
  public AnimatorBuilder animator() {
    return Animator.builder().models(models);
  }

  /** A request for the demo's image, sound and category, as the models follow them best. */
  public AnimationRequestBuilder request() {
    return AnimationRequest.builder()
        .image(image)
        .audio(audio)
        .category(scene.category().text())
        .audioGuidance(AUDIO_GUIDANCE)
        .textGuidance(TEXT_GUIDANCE);
  }

  /**
   * How well a video's motion agrees with how the thing moves when it is drawn to the same sound.
   *
   * @param video what was made of the request
   * @return Pearson's correlation of the two motions over time, -1 to 1
   */
  public double agreement(Video video) {
    Video drawn = TimingTrial.draw(scene, DemoModels.SIZE);
    var moving = MotionAgreement.movingPixels(drawn);
    return MotionAgreement.correlation(
        MotionAgreement.curve(video, moving), MotionAgreement.curve(drawn, moving));
  }
}
