package io.asva.diffusion.dataset;

import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Interruptible;
import io.asva.core.files.IoReason;
import io.asva.core.files.RunLock;
import io.asva.diffusion.Animator;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Objects;

/**
 * Animates the videos of a data set, as the original's generation script does: clips evenly spread
 * over each video, every one from its first frame, its audio and its category, all from the same
 * noise.
 *
 * <p>A clip's file is there whole or not at all, and its bytes depend on the settings, its video's
 * name and content, and its number alone: a run that was killed is called again and goes on where
 * it was, to the same result. What the autoencoder draws, which the original leaves to chance,
 * follows from the seed, the name and the number.
 *
 * <p>Safe for use by many threads, in different folders.
 */
public final class DatasetGenerator {
  private final Animator animator;

  /** A generator that animates with an animator, which stays the caller's. */
  public DatasetGenerator(Animator animator) {
    Objects.requireNonNull(animator, "animator");
    this.animator = animator;
  }

  /** Makes the clips; see {@link #generate(GenerationRequest, ProgressMonitor)}. */
  public GenerationReport generate(GenerationRequest request) {
    Objects.requireNonNull(request, "request");
    return generate(request, ProgressMonitor.none());
  }

  /**
   * Makes the clips that are not there yet. A video that can't be read, or whose category has no
   * encoding, is reported, and the others are made; a video that is listed twice is made once.
   *
   * @param monitor stops the work within one evaluation of a network; whole clips stay. It is told
   *     of the stage "generating", which counts evaluations of the UNet over all clips that are to
   *     be made
   * @throws GenerationException if the folder is another run's or holds clips made with other
   *     settings (the message names what differs), videos have no category, or a clip can't be
   *     written
   * @throws io.asva.media.dataset.DatasetException if the data set's list can't be used
   * @throws io.asva.core.CancelledException if it was stopped
   * @throws io.asva.core.AsvaException if the networks can't do what is asked for
   */
  public GenerationReport generate(GenerationRequest request, ProgressMonitor monitor) {
    Objects.requireNonNull(request, "request");
    Objects.requireNonNull(monitor, "monitor");
    return Interruptible.call("generating clips", () -> carryOut(request, monitor));
  }

  private GenerationReport carryOut(GenerationRequest request, ProgressMonitor monitor) {
    GenerationSettings settings = GenerationSettings.of(request, animator.config());
    GenerationList list = GenerationList.of(request);
    try (RunLock held = lock(request.files())) {
      ClipStore store = GenerationFolder.prepare(request, settings);
      return new GenerationRun(animator, request, store, monitor).of(list);
    } catch (IOException e) {
      throw new GenerationException(
          "Can't work in the folder " + request.files().folder() + ": " + IoReason.of(e) + ".", e);
    }
  }

  private static RunLock lock(GeneratedFiles files) throws IOException {
    Files.createDirectories(files.folder());
    return RunLock.tryTake(files.lock())
        .orElseThrow(
            () ->
                new GenerationException(
                    "Another run works in "
                        + files.folder()
                        + ". Wait for it, or choose other settings or another folder."));
  }
}
