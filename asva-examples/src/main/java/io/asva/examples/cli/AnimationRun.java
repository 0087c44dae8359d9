package io.asva.examples.cli;

import io.asva.core.Cancellation;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animation;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.ClipFiles;
import io.asva.diffusion.model.ModelFolder;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Carries out a request: shows progress, writes the clips, says where they are. */
final class AnimationRun {
  private final PrintWriter out;
  private final PrintWriter err;
  private final Cancellation cancellation;

  AnimationRun(CommandLine line, Cancellation cancellation) {
    this.out = line.getOut();
    this.err = line.getErr();
    this.cancellation = cancellation;
  }

  Animation run(AnimationRequest request, AnimatorBuilder parts, ClipFiles files) {
    files.check();
    Animation animation;
    try (Animator animator = parts.build();
        ProgressDisplay progress = ProgressDisplay.of(err)) {
      DeviceOption.noteFallback(animator.config().device(), err);
      if (request.guidance().guidesByAudio() || request.guidance().guidesByText()) {
        animator
            .config()
            .models()
            .flatMap(ModelFolder::distilled)
            .ifPresent(d -> err.println("Note: this model was " + ModelReport.words(d) + "."));
      }
      animation = animator.animate(request, cancellation.reporting(progress));
    }
    for (AnimatedClip clip : animation.clips()) {
      clip.notes().forEach(note -> err.println("Note: " + note));
    }
    AnimatedClip first = animation.clip();
    err.println("Denoised: " + first.sampling().words() + "; " + first.effort().words() + ".");
    err.flush();
    files.write(animation).forEach(file -> out.println("Wrote " + file.toAbsolutePath()));
    out.println("Computed on " + animation.device().words() + ".");
    out.flush();
    return animation;
  }
}
