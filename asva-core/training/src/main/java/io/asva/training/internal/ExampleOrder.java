package io.asva.training.internal;

import io.asva.core.random.CounterRandom;
import io.asva.training.EpochEnd;
import io.asva.training.TrainingException;

/** Which example stands at each place of the order of training: a shuffle of all each epoch. */
final class ExampleOrder {
  private static final int ORDER = 0;

  private final long seed;
  private final int size;
  private final int epochLength;
  private long epoch = -1;
  private int[] shuffled = {};

  ExampleOrder(long seed, int size, int batchSize, EpochEnd end) {
    this.seed = seed;
    this.size = size;
    this.epochLength = end == EpochEnd.RUN_ON ? size : size / batchSize * batchSize;
    if (epochLength == 0) {
      throw new TrainingException(
          "There are "
              + size
              + " examples, which is less than a batch of "
              + batchSize
              + "; add examples or make the batch smaller.");
    }
  }

  /** In which epoch a place is, from 0. */
  long epoch(long place) {
    return place / epochLength;
  }

  /** The examples from a place on to the end of its epoch's shuffle, then those before it. */
  Candidates from(long place) {
    if (epoch(place) != epoch) {
      epoch = epoch(place);
      shuffled = CounterRandom.of(seed, ORDER, epoch).permutation(size);
    }
    return new Candidates(shuffled, (int) (place % epochLength));
  }

  /** The example of a place, and those that may stand in for it. */
  static final class Candidates {
    private final int[] shuffled;
    private final int first;

    private Candidates(int[] shuffled, int first) {
      this.shuffled = shuffled;
      this.first = first;
    }

    int count() {
      return shuffled.length;
    }

    int get(int position) {
      return shuffled[(first + position) % shuffled.length];
    }
  }
}
