package io.asva.serve.job;

import io.asva.core.CancelledException;
import io.asva.core.ClosedException;
import io.asva.core.ProgressMonitor;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animation;
import io.asva.diffusion.Animator;
import io.asva.serve.store.PlainWords;
import io.asva.serve.store.StoreException;
import io.asva.serve.upload.Waveform;
import java.time.Clock;
import java.util.function.BiConsumer;

/**
 * Does one job on a thread of its own: the animator's queue decides when.
 *
 * <p>Immutable, so safe for use by many threads.
 *
 * @param log is told of failures that no message explains
 */
record JobRun(
    Animator animator, JobStore store, Pace pace, Clock clock, BiConsumer<String, Throwable> log) {
  static final String STOPPED = "It was cancelled.";
  static final String SERVER_STOPPED = "The server was stopped before this was done. Ask again.";

  /** Does it; returns what it has become. */
  JobView run(Job job) {
    String id = job.view().id();
    try {
      ProgressMonitor monitor =
          job.cancellation().reporting(progress -> job.progress(progress, clock.instant()));
      Animation animation = animator.animate(job.order().request(), monitor);
      double computed = job.runs(clock.instant());
      AnimatedClip clip = animation.clip();
      monitor.report("saving", 0, 1);
      store.save(id, clip);
      monitor.check("saving the clip");
      pace.learn(job.order().evaluations(), job.denoised(), computed - job.denoised());
      return done(job, animation);
    } catch (CancelledException e) {
      return undone(job, JobState.CANCELLED, STOPPED);
    } catch (ClosedException e) {
      return undone(job, JobState.CANCELLED, SERVER_STOPPED);
    } catch (RuntimeException | Error e) {
      if (!PlainWords.explains(e)) {
        log.accept("Job " + id + " failed", e);
      }
      return undone(job, JobState.FAILED, PlainWords.of(e, job.order().names()));
    }
  }

  private JobView undone(Job job, JobState how, String why) {
    try {
      store.removeResult(job.view().id());
    } catch (StoreException e) {
      log.accept("What was left of job " + job.view().id() + " can't be removed", e);
    }
    return job.view().ended(how, clock.instant().toString(), why);
  }

  private JobView done(Job job, Animation animation) {
    AnimatedClip clip = animation.clip();
    int[] shape = clip.pixels().shape().dims();
    JobResult result =
        new JobResult(
            shape[0],
            clip.fps(),
            shape[3],
            shape[2],
            shape[0] / clip.fps(),
            clip.sampling().words(),
            clip.effort().evaluations(),
            Math.rint(100 * job.runs(clock.instant())) / 100,
            animation.device().words(),
            Waveform.of(clip.audio()),
            clip.notes());
    JobView view = job.view();
    return new JobView(
        view.id(),
        JobState.DONE,
        view.created(),
        clock.instant().toString(),
        null,
        null,
        null,
        null,
        null,
        view.asked(),
        null,
        result);
  }
}
