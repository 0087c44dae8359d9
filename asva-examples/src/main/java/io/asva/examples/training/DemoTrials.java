package io.asva.examples.training;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.media.Video;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.spi.SoundEncoder;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.MotionAgreement;
import io.asva.examples.drawn.TimingTrial;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries the demo's models on pictures and sounds that were not in training.
 *
 * <p>Safe for use by many threads.
 *
 * @param animator with the models; it stays its owner's
 * @param size width and height of the pictures, as the animator makes them
 * @param how they are asked
 */
public record DemoTrials(Animator animator, int size, Manner how) {
  private static final int RATE = 16_000;
  private static final int OTHERS = 8;

  /**
   * How models are asked.
   *
   * @param steps of the scheduler
   * @param audioGuidance the audio guidance scale
   * @param textGuidance the text guidance scale
   * @param seed of the noise
   */
  public record Manner(int steps, double audioGuidance, double textGuidance, long seed) {
    /** The same in words. */
    public String words() {
      return steps
          + " steps, audio guidance "
          + audioGuidance
          + ", text guidance "
          + textGuidance
          + ", seed "
          + seed;
    }
  }

  /**
   * What moved in a picture of two things.
   *
   * @param scene the picture, the thing that was named and the sound
   * @param named how much the named thing's region moved
   * @param other how much the other one's did
   */
  public record Motion(DrawnScene scene, double named, double other) {
    /** Whether the named thing moved at least three times as much. */
    public boolean isClear() {
      return named >= 3 * other;
    }
  }

  /** Compares the timing of motion with that of other sounds. */
  public TimingTrial.Result timing(long seed, int clips) {
    return TimingTrial.random(seed, clips, OTHERS, size).run(this::animate);
  }

  /** A clip of a scene's picture at rest and its sound. */
  public Video animate(DrawnScene scene) {
    AnimationRequest request =
        AnimationRequest.builder()
            .image(scene.still(size, size))
            .audio(scene.sound(RATE))
            .category(scene.category().text())
            .steps(how.steps())
            .audioGuidance(how.audioGuidance())
            .textGuidance(how.textGuidance())
            .seed(how.seed())
            .build();
    return animator.animate(request).clip().video();
  }

  /** Names first one, then the other of two things in some pictures, each with the same sound. */
  public List<Motion> swappedTexts(long seed, int pictures) {
    DrawnCategory[] categories = DrawnCategory.values();
    List<Motion> motions = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      DrawnCategory one = categories[i % categories.length];
      int step = 1 + i / categories.length % (categories.length - 1);
      DrawnCategory other = categories[(i + step) % categories.length];
      DrawnScene scene = DrawnScene.pair(seed + i, one, other, one, TimingTrial.SECONDS);
      motions.add(motion(scene));
      motions.add(motion(scene.name(1 - scene.named())));
    }
    return motions;
  }

  private Motion motion(DrawnScene scene) {
    Video video = animate(scene);
    return new Motion(
        scene, inRegion(video, scene, scene.named()), inRegion(video, scene, 1 - scene.named()));
  }

  private double inRegion(Video video, DrawnScene scene, int thing) {
    return MotionAgreement.mean(
        MotionAgreement.curve(
            video, MotionAgreement.pixels(scene.region(thing, size, size), size)));
  }

  /** An encoder that hears nothing, whatever it is given. */
  public static SoundEncoder deaf(SoundEncoder encoder) {
    return new SoundEncoder() {
      @Override
      public int channels() {
        return encoder.channels();
      }

      @Override
      public FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
        return encoder.tokens(MelSpectrogram.none(), cancellation);
      }

      @Override
      public void close() {
        encoder.close();
      }
    };
  }
}
