package io.asva.media.internal;

import io.asva.media.Audio;
import io.asva.media.AudioBlocks;
import io.asva.media.AudioTrack;
import io.asva.media.MediaException;
import io.asva.media.MediaLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Joins decoded blocks into audio. */
public final class AudioBuilder {
  private final Path file;
  private final MediaLimits limits;
  private final List<float[][]> blocks = new ArrayList<>();
  private long length;
  private int rate;

  /** Empty audio of a file. */
  public AudioBuilder(Path file, MediaLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** Reads the blocks that begin at or before a time, and joins them. */
  public Audio read(AudioBlocks source, AudioTrack track, double to) {
    while (source.next() && source.time().roundedSeconds() <= to) {
      if (!blocks.isEmpty() && source.rate() != rate) {
        throw new MediaException(
            file
                + ": the rate changes from "
                + rate
                + " to "
                + source.rate()
                + " within the audio; convert it to one rate.");
      }
      rate = source.rate();
      add(source.samples());
    }
    float[][] joined = new float[blocks.isEmpty() ? track.channels() : blocks.get(0).length][];
    for (int c = 0; c < joined.length; c++) {
      joined[c] = new float[(int) length];
      int at = 0;
      for (float[][] block : blocks) {
        System.arraycopy(block[c], 0, joined[c], at, block[c].length);
        at += block[c].length;
      }
    }
    return new Audio(blocks.isEmpty() ? track.rate() : rate, joined);
  }

  private void add(float[][] block) {
    int channels = blocks.isEmpty() ? block.length : blocks.get(0).length;
    if (block.length != channels) {
      throw new MediaException(
          file
              + ": the number of channels changes from "
              + channels
              + " to "
              + block.length
              + " within the audio; convert it to one number of channels.");
    }
    length += block[0].length;
    if (length * channels > limits.samples()) {
      throw new MediaException(
          file
              + ": its audio is longer than "
              + limits.samples()
              + " samples over all channels; cut it, read a part of it, or raise"
              + " MediaLimits.samples.");
    }
    blocks.add(block);
  }
}
