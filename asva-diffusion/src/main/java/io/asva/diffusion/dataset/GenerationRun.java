package io.asva.diffusion.dataset;

import io.asva.audio.AudioException;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import io.asva.core.files.OutputFile;
import io.asva.core.random.GaussianNoise;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.dataset.GenerationReport.ClipRemark;
import io.asva.diffusion.model.FrameSize;
import io.asva.diffusion.spi.TextException;
import io.asva.media.MediaException;
import io.asva.media.MediaNote;
import io.asva.media.MediaNoteCount;
import io.asva.media.dataset.DatasetVideo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run over a data set: makes clip after clip and counts what became of them. */
final class GenerationRun {
  private static final String STAGE = "generating";
  private static final String DENOISING = "denoising";

  private final Animator animator;
  private final GenerationRequest request;
  private final ClipStore store;
  private final ProgressMonitor monitor;
  private final int evaluations;

  private final List<ClipRemark> failures = new ArrayList<>();
  private final Map<String, List<MediaNote>> notes = new LinkedHashMap<>();
  private int total;
  private int made;
  private int kept;

  GenerationRun(
      Animator animator, GenerationRequest request, ClipStore store, ProgressMonitor monitor) {
    this.animator = animator;
    this.request = request;
    this.store = store;
    this.monitor = monitor;
    this.evaluations =
        animator.config().scheduler(request.sampling()).start(request.steps()).count();
  }

  private record Clip(DatasetVideo video, int number) {}

  GenerationReport of(GenerationList list) {
    List<Clip> missing = new ArrayList<>();
    for (DatasetVideo video : list.videos()) {
      for (int number = 0; number < request.clips(); number++) {
        if (store.has(video, number)) {
          kept++;
        } else {
          missing.add(new Clip(video, number));
        }
      }
    }
    total = Math.multiplyExact(missing.size(), evaluations);
    for (int i = 0; i < missing.size(); i++) {
      monitor.check(STAGE + " clips");
      monitor.report(STAGE, i * evaluations, total);
      make(missing.get(i), i);
    }
    if (total > 0) {
      monitor.report(STAGE, total, total);
    }
    return new GenerationReport(
        request.files(),
        list.videos().size(),
        made,
        kept,
        failures,
        MediaNoteCount.of(notes.values()));
  }

  private void make(Clip clip, int index) {
    AnimatedClip animated;
    try {
      animated = animator.animate(animation(clip), part(index)).clip();
    } catch (MediaException | AudioException | TextException e) {
      failures.add(
          new ClipRemark(clip.video().name(), clip.number(), String.valueOf(e.getMessage())));
      return;
    }
    note(clip.video(), animated.inputNotes());
    write(animated, request.files().clip(clip.video(), clip.number()));
    made++;
  }

  /** Keeps the notes on a video's clips together; those on a clip alone don't name the video. */
  private void note(DatasetVideo video, List<MediaNote> told) {
    List<MediaNote> ofVideo = notes.computeIfAbsent(video.name(), name -> new ArrayList<>());
    for (MediaNote note : told) {
      boolean named = note.text().startsWith(video.file().toString());
      ofVideo.add(named ? note : new MediaNote(note.kind(), video.name() + ": " + note.text()));
    }
  }

  private AnimationRequest animation(Clip clip) {
    AnimatorConfig config = animator.config();
    FrameSize size = request.size().orElse(config.size());
    int factor = config.vae().factor();
    long draw =
        Fingerprint.number(request.seed() + ":" + clip.video().name() + ":" + clip.number());
    return AnimationRequest.builder()
        .video(clip.video().file())
        .category(
            request.category().orElseGet(() -> request.dataset().text(clip.video().category())))
        .audioGuidance(request.guidance().audio())
        .textGuidance(request.guidance().text())
        .seed(request.seed())
        .sampling(request.sampling())
        .clips(request.clips())
        .onlyClip(clip.number())
        .frames(request.frames().orElse(config.frames()))
        .size(size.height(), size.width())
        .imageNoise(
            GaussianNoise.of(draw)
                .fill(
                    1,
                    config.vae().latentChannels(),
                    size.height() / factor,
                    size.width() / factor))
        .build();
  }

  /** A clip's denoising as a part of the whole. */
  private ProgressMonitor part(int index) {
    return monitor.reporting(
        step -> {
          if (step.stage().equals(DENOISING) && step.step() > 0) {
            monitor.report(STAGE, index * evaluations + step.step(), total);
          }
        });
  }

  private void write(AnimatedClip clip, Path file) {
    try {
      OutputFile.makeFolders(file);
      clip.writer().ifExists(IfExists.REPLACE).mp4(file);
    } catch (MediaException | OutputException e) {
      throw new GenerationException(
          "The clip "
              + file
              + " can't be written: "
              + e.getMessage()
              + " "
              + (made + kept)
              + " clips are there and stay; when this is mended, the same call makes the rest.",
          e);
    }
  }
}
