package io.asva.examples.tune;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.Effort;
import io.asva.diffusion.Preset;
import io.asva.diffusion.Sampling;
import io.asva.examples.drawn.Likeness;
import io.asva.examples.drawn.MotionAgreement;
import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Any models on inputs of the user's choice; the truth is what the exact way makes of them, whose
 * frames are kept so that a search can go on later.
 */
public final class OwnSubject implements Subject {
  private static final String FRAME = "frame-%02d.png";

  private final Animator animator;
  private final List<Supplier<AnimationRequestBuilder>> requests;
  private final String words;
  private final Path folder;

  /**
   * A subject.
   *
   * @param animator of the models; it stays open
   * @param requests begin a request for each clip
   * @param words what the requests are, to tell searches apart
   * @param folder where the exact frames are kept
   */
  public OwnSubject(
      Animator animator,
      List<Supplier<AnimationRequestBuilder>> requests,
      String words,
      Path folder) {
    this.animator = animator;
    this.requests = List.copyOf(requests);
    this.words = words;
    this.folder = folder;
  }

  @Override
  public String truth() {
    return "the exact way's own frames";
  }

  @Override
  public String settings() {
    return words;
  }

  @Override
  public Measurement measure(Candidate candidate, boolean thorough, ProgressMonitor monitor) {
    double agreement = 0;
    double psnr = 0;
    Effort effort = new Effort(0, 0, 0, 0);
    for (int i = 0; i < requests.size(); i++) {
      Video truth = exact(i, monitor);
      monitor.report("clips", i, requests.size());
      AnimatedClip clip = animate(i, candidate.sampling(), monitor);
      effort = clip.effort();
      Video video = clip.video();
      BitSet moving = MotionAgreement.movingPixels(truth);
      agreement +=
          MotionAgreement.correlation(
              MotionAgreement.curve(video, moving), MotionAgreement.curve(truth, moving));
      for (int k = 1; k < truth.frames().size(); k++) {
        double one = Likeness.psnr(truth.frames().get(k), video.frames().get(k));
        psnr += one / (truth.frames().size() - 1);
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put(Measurement.AGREEMENT, agreement / requests.size());
    scores.put(Measurement.PSNR, psnr / requests.size());
    return new Measurement(candidate.part(), candidate.sampling().words(), effort, scores);
  }

  private AnimatedClip animate(int number, Sampling sampling, ProgressMonitor monitor) {
    monitor.check("tuning");
    return animator
        .animate(requests.get(number).get().sampling(sampling).build(), monitor.silent())
        .clip();
  }

  /** The exact clip, from the folder or made. */
  private Video exact(int number, ProgressMonitor monitor) {
    Path frames = folder.resolve("exact-" + number);
    try {
      if (!Files.isDirectory(frames)) {
        Video made = animate(number, Preset.EXACT.sampling(), monitor).video();
        Path part = Files.createTempDirectory(folder, "exact");
        for (int k = 0; k < made.frames().size(); k++) {
          Images.writePng(made.frames().get(k), part.resolve(FRAME.formatted(k)), IfExists.FAIL);
        }
        Files.move(part, frames);
        return made;
      }
      List<Image> images = new ArrayList<>();
      for (int k = 0; Files.exists(frames.resolve(FRAME.formatted(k))); k++) {
        images.add(Images.read(frames.resolve(FRAME.formatted(k))));
      }
      return new Video(images, images.size() / 2.0);
    } catch (IOException e) {
      throw new TuneException("The exact frames can't be kept in " + frames + ": " + e, e);
    }
  }
}
