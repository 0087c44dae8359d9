package io.asva.diffusion;

import java.util.List;

/**
 * The result of an animation request: one clip, or several of one sound.
 *
 * @param clips the clips, in the order of their sounds
 */
public record Animation(List<AnimatedClip> clips) {
  /** Copies the list. */
  public Animation {
    clips = List.copyOf(clips);
  }

  /** The first clip, the only one unless more were asked for. */
  public AnimatedClip clip() {
    return clips.get(0);
  }
}
