package io.asva.examples.tune;

import io.asva.core.ProgressMonitor;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Sampling;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.Edition;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.drawn.MotionAgreement;
import io.asva.examples.drawn.NamedTrial;
import io.asva.examples.drawn.TimingTrial;
import io.asva.media.Video;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's models on drawn images and audio that were not in training; the truth is the clip as
 * it is drawn.
 */
public final class DrawnSubject implements Subject {
  private static final String STAGE = "clips";
  private static final int OTHERS = 1;

  private final Animator animator;
  private final Edition edition;
  private final long seed;
  private final TimingTrial trial;

  /**
   * A subject.
   *
   * @param animator of the demo's models; it stays open
   * @param edition what they have learnt
   * @param seed what images and audio follow from
   * @param clips how many, the categories taking turns
   */
  public DrawnSubject(Animator animator, Edition edition, long seed, int clips) {
    this.animator = animator;
    this.edition = edition;
    this.seed = seed;
    this.trial = TimingTrial.random(edition, seed, clips, OTHERS, edition.size());
  }

  @Override
  public String truth() {
    return "the clips as they are drawn";
  }

  @Override
  public String settings() {
    return "drawn clips, edition "
        + edition
        + ", "
        + trial.clips().size()
        + " clips, seed "
        + seed
        + ", audio guidance "
        + Demo.AUDIO_GUIDANCE
        + ", text guidance "
        + Demo.TEXT_GUIDANCE;
  }

  @Override
  public Measurement measure(Candidate candidate, boolean thorough, ProgressMonitor monitor) {
    List<Video> videos = new ArrayList<>();
    List<Likeness> likenesses = new ArrayList<>();
    Effort effort = new Effort(0, 0, 0, 0);
    double agreement = 0;
    for (TimingTrial.Clip clip : trial.clips()) {
      monitor.report(STAGE, videos.size(), trial.clips().size());
      AnimatedClip made = animate(clip.scene(), candidate.sampling(), monitor);
      Video video = made.video();
      effort = made.effort();
      videos.add(video);
      Video drawn = TimingTrial.draw(clip.scene(), edition.size());
      likenesses.add(Likeness.of(clip.scene(), drawn, video));
      agreement +=
          MotionAgreement.correlation(
              MotionAgreement.curve(video, clip.moving()),
              MotionAgreement.curve(drawn, clip.moving()));
    }
    Likeness likeness = Likeness.of(likenesses);
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(Measurement.AGREEMENT, agreement / videos.size());
    scores.put(Measurement.PSNR, likeness.psnr());
    scores.put("moving_ssim", likeness.ssim());
    if (thorough) {
      scores.put(Measurement.SWAPPED, swapped(candidate.sampling(), videos, monitor));
      scores.put(Measurement.NAMED, named(candidate.sampling(), monitor));
    }
    return new Measurement(candidate.part(), candidate.sampling().words(), effort, scores);
  }

  private AnimatedClip animate(DrawnScene scene, Sampling sampling, ProgressMonitor monitor) {
    monitor.check("tuning");
    AnimationRequest request =
        AnimationRequest.builder()
            .image(scene.still(edition.size(), edition.size()))
            .audio(scene.audio(Demo.RATE))
            .category(scene.category().text())
            .audioGuidance(Demo.AUDIO_GUIDANCE)
            .textGuidance(Demo.TEXT_GUIDANCE)
            .sampling(sampling)
            .seed(0)
            .build();
    return animator.animate(request, monitor.silent()).clip();
  }

  private double swapped(Sampling sampling, List<Video> videos, ProgressMonitor monitor) {
    int right = 0;
    for (int i = 0; i < videos.size(); i++) {
      monitor.report("swapped audio clips", i, videos.size());
      TimingTrial.Clip clip = trial.clips().get(i);
      DrawnScene other = clip.others().get(0).scene();
      Video swapped = animate(clip.scene().swapAudio(other), sampling, monitor).video();
      right += clip.areTold(videos.get(i), swapped) ? 1 : 0;
    }
    return (double) right / videos.size();
  }

  /** Clips of images of two things, one of which is named. */
  private double named(Sampling sampling, ProgressMonitor monitor) {
    List<DrawnScene> scenes = NamedTrial.scenes(edition, seed, trial.clips().size());
    int clear = 0;
    for (int i = 0; i < scenes.size(); i++) {
      monitor.report("named things", i, scenes.size());
      DrawnScene scene = scenes.get(i);
      Video video = animate(scene, sampling, monitor).video();
      BitSet named = NamedTrial.moving(scene, edition.size());
      BitSet other = NamedTrial.moving(scene.name(1 - scene.named()), edition.size());
      clear += NamedTrial.isClear(video, named, other) ? 1 : 0;
    }
    return (double) clear / scenes.size();
  }
}
