package io.asva.diffusion;

import io.asva.core.runtime.ResolvedDevice;
import java.util.List;
import java.util.Objects;

/**
 * The result of an animation request: one clip, or several of one audio clip.
 *
 * @param clips the clips, in the order of their audio clips
 * @param device where the animator's networks ran, and in which precision
 */
public record Animation(List<AnimatedClip> clips, ResolvedDevice device) {
  /** Copies the list. */
  public Animation {
    Objects.requireNonNull(device, "device");
    clips = List.copyOf(clips);
  }

  /** The first clip, the only one unless more were asked for. */
  public AnimatedClip clip() {
    return clips.get(0);
  }
}
