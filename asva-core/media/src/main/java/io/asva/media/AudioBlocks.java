package io.asva.media;

/**
 * The blocks of samples that audio is stored in, decoded one after the other.
 *
 * <p>For one thread at a time. It holds native memory until it is closed.
 */
public interface AudioBlocks extends AutoCloseable {
  /**
   * Goes to the next block.
   *
   * @return false when there is none
   * @throws MediaException if the file is damaged
   */
  boolean next();

  /** The time of the current block's first sample, on the axis that the blocks were asked on. */
  Timestamp time();

  /** Samples a second of the current block. */
  int rate();

  /** Channels of the current block. */
  int channels();

  /** Samples in each channel of the current block. */
  int length();

  /** The current block, channels x samples. */
  float[][] samples();

  /** Frees native memory; again without effect. */
  @Override
  void close();
}
