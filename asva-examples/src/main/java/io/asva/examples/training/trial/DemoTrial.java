package io.asva.examples.training.trial;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import io.asva.demo.models.DemoModels;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.examples.demo.Demo;
import io.asva.examples.drawn.DrawnScene;
import io.asva.examples.drawn.MotionAgreement;
import io.asva.examples.drawn.NamedTrial;
import io.asva.examples.drawn.TimingTrial;
import io.asva.examples.training.plan.TrialPlan;
import io.asva.media.AudioSource;
import io.asva.media.Video;
import io.asva.media.VideoSource;
import io.asva.metrics.Summary;
import io.asva.sync.AudioEmbedding;
import io.asva.sync.RelSync;
import io.asva.sync.SyncModels;
import io.asva.sync.SyncScorer;
import io.asva.sync.VideoEmbedding;
import io.asva.vae.Vae;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tries the demo's models on images and sounds that were not in training.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param models the models' folder
 * @param device what they run on
 * @param plan how they are tried
 * @param monitor stops it, and is told how it goes
 */
public record DemoTrial(Path models, Device device, TrialPlan plan, ProgressMonitor monitor) {
  private static final int OTHERS = 8;
  private static final double CONFIDENT = 1.96; // standard errors, of 95 %

  /**
   * The scores, by name: shares from 0 to 1, except where it says otherwise.
   *
   * <ul>
   *   <li>{@code timing}: comparisons in which the motion agrees better with its own sound than
   *       with another of the category; then for each category
   *   <li>{@code swapped_sounds}: images of which two videos, to two sounds, each agree better with
   *       their own
   *   <li>{@code relsync}, {@code relsync_low}: the mean of the classifier's RelSync of the same
   *       videos with their own sounds against others, and the lower end of its 95 % interval
   *   <li>{@code named_thing_moves}: videos of images of two things in which the named one moves at
   *       least three times as much as the other, each by the pixels that change when it is drawn
   *       moving
   *   <li>{@code named_region_moves}: the same by all pixels of the rectangles that the things keep
   *       within, most of which show what is behind
   *   <li>{@code timing_without_sound}: as {@code timing}, with an animator that hears nothing
   *   <li>{@code moving_...}, {@code colour_...}, {@code autoencoder_...}: {@link LikenessScores}
   * </ul>
   *
   * @throws io.asva.core.CancelledException if it was cancelled
   */
  public Map<String, Double> scores() {
    TimingTrial trial =
        TimingTrial.random(plan.edition(), plan.seed(), plan.clips(), OTHERS, plan.size());
    Map<String, Double> scores = new LinkedHashMap<>();
    List<Video> videos;
    try (Animator animator = builder().build()) {
      videos = animated(animator, "own sounds", trial);
      TimingTrial.Result timing = trial.judge(videos);
      scores.put("timing", timing.share());
      new TreeMap<>(timing.byCategory())
          .forEach((category, share) -> scores.put("timing_" + category.folder(), share));
      new LikenessScores(trial, plan.size()).add(videos, scores);
      scores.put("swapped_sounds", swappedAudios(animator, trial, videos));
      swappedTexts(animator, scores);
    }
    try (Animator animator = builder().audioEncoder(deaf()).build()) {
      TimingTrial.Result timing = trial.judge(animated(animator, "no sound", trial));
      scores.put("timing_without_sound", timing.share());
    }
    try (SyncScorer scorer =
        SyncScorer.builder().models(SyncModels.of(models).requireClassifier()).build()) {
      relSync(scorer, trial, videos, scores);
    }
    try (Vae vae = vae()) {
      new LikenessScores(trial, plan.size()).add(vae, scores);
    }
    return scores;
  }

  private AnimatorBuilder builder() {
    return animator(models, device, plan);
  }

  /** A builder of the animator for a trial. */
  static AnimatorBuilder animator(Path models, Device device, TrialPlan plan) {
    return Animator.builder()
        .models(models)
        .dataset(DemoModels.DATASET)
        .size(plan.size(), plan.size())
        .device(device);
  }

  private List<Video> animated(Animator animator, String stage, TimingTrial trial) {
    List<Video> videos = new ArrayList<>();
    for (TimingTrial.Clip clip : trial.clips()) {
      monitor.report(stage, videos.size(), trial.clips().size());
      videos.add(animate(animator, clip.scene()));
    }
    return videos;
  }

  /** A clip of a scene's image at rest and its sound. */
  private Video animate(Animator animator, DrawnScene scene) {
    monitor.check("trying the models");
    AnimationRequest request =
        AnimationRequest.builder()
            .image(scene.still(plan.size(), plan.size()))
            .audio(scene.audio(Demo.RATE))
            .category(scene.category().text())
            .steps(plan.steps())
            .audioGuidance(plan.audioGuidance())
            .textGuidance(plan.textGuidance())
            .seed(0)
            .build();
    return animator.animate(request).clip().video();
  }

  private double swappedAudios(Animator animator, TimingTrial trial, List<Video> videos) {
    int right = 0;
    for (int i = 0; i < videos.size(); i++) {
      monitor.report("swapped sounds", i, videos.size());
      TimingTrial.Clip clip = trial.clips().get(i);
      DrawnScene other = clip.others().get(0).scene();
      Video swapped = animate(animator, clip.scene().swapAudio(other));
      right += clip.areTold(videos.get(i), swapped) ? 1 : 0;
    }
    return (double) right / videos.size();
  }

  /** Names first one, then the other of two things in some images, each with the same sound. */
  private void swappedTexts(Animator animator, Map<String, Double> scores) {
    List<DrawnScene> scenes = NamedTrial.scenes(plan.edition(), plan.seed(), plan.clips());
    int things = 0;
    int regions = 0;
    for (int i = 0; i < scenes.size(); i++) {
      monitor.report("swapped texts", i, scenes.size());
      DrawnScene scene = scenes.get(i);
      for (DrawnScene named : List.of(scene, scene.name(1 - scene.named()))) {
        DrawnScene rest = named.name(1 - named.named());
        Video video = animate(animator, named);
        things += NamedTrial.isClear(video, moving(named), moving(rest)) ? 1 : 0;
        regions += NamedTrial.isClear(video, region(named), region(rest)) ? 1 : 0;
      }
    }
    scores.put("named_thing_moves", things / (2.0 * plan.clips()));
    scores.put("named_region_moves", regions / (2.0 * plan.clips()));
  }

  private BitSet moving(DrawnScene scene) {
    return NamedTrial.moving(scene, plan.size());
  }

  private BitSet region(DrawnScene scene) {
    return MotionAgreement.pixels(
        scene.region(scene.named(), plan.size(), plan.size()), plan.size());
  }

  private Vae vae() {
    return Vae.open(ModelFolder.ofDataset(models, DemoModels.DATASET).vae(), device);
  }

  /** An encoder that hears nothing, whatever it is given. */
  private AudioEncoder deaf() {
    Path file = ModelFolder.ofDataset(models, DemoModels.DATASET).audioEncoder();
    AudioEncoder encoder = AudioEncoder.of(ImageBindAudio.open(Weights.open(file), device));
    return new AudioEncoder() {
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

  private static void relSync(
      SyncScorer scorer, TimingTrial trial, List<Video> videos, Map<String, Double> scores) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < videos.size(); i++) {
      TimingTrial.Clip clip = trial.clips().get(i);
      VideoEmbedding video = scorer.embed(VideoSource.of(videos.get(i)));
      double own = score(scorer, clip.scene(), video);
      double sum = 0;
      for (TimingTrial.Other other : clip.others()) {
        sum += RelSync.of(score(scorer, other.scene(), video), own).value();
      }
      means.add(sum / clip.others().size());
    }
    Summary summary = Summary.of(means);
    double error = summary.deviation() / Math.sqrt(summary.count());
    scores.put("relsync", summary.mean());
    scores.put("relsync_low", summary.mean() - CONFIDENT * error);
  }

  private static double score(SyncScorer scorer, DrawnScene scene, VideoEmbedding video) {
    AudioEmbedding audio = scorer.embed(AudioSource.of(scene.audio(Demo.RATE)));
    return scorer.score(audio, video).value();
  }
}
