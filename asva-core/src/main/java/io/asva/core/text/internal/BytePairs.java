package io.asva.core.text.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Byte pair encoding over token ids: a word starts as one token a byte, its last byte's marked as
 * the word's end, and the pair of neighbours that was learnt first is joined until none is known.
 *
 * <p>A queue of pairs keeps a word of n bytes at n log n, so that no text takes long.
 */
public final class BytePairs {
  private final int vocabularySize;
  private final int[] inner;
  private final int[] last;
  private final Map<Long, Merge> merges;

  /**
   * The encoding.
   *
   * @param inner the token of each byte inside a word
   * @param last the token of each byte at a word's end
   * @param merges the pairs that join, by {@link #key}
   */
  BytePairs(int vocabularySize, int[] inner, int[] last, Map<Long, Merge> merges) {
    this.vocabularySize = vocabularySize;
    this.inner = inner;
    this.last = last;
    this.merges = merges;
  }

  /** A pair that joins: the order in which it was learnt, and the token it becomes. */
  record Merge(int rank, int token) {}

  private record Candidate(int rank, int position, int left, int right, int token)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int order = Integer.compare(rank, other.rank);
      return order != 0 ? order : Integer.compare(position, other.position);
    }
  }

  /** A number for each pair; multiplied, because hash maps fold numbers by exclusive or. */
  static long key(int left, int right) {
    return ((long) left << 32 | right) * 0x9E3779B97F4A7C15L;
  }

  /** How many tokens there are. */
  public int vocabularySize() {
    return vocabularySize;
  }

  /** The tokens of a word. */
  public int[] encode(byte[] word) {
    int n = word.length;
    int[] token = new int[n];
    int[] next = new int[n];
    int[] previous = new int[n];
    for (int i = 0; i < n; i++) {
      token[i] = (i == n - 1 ? last : inner)[word[i] & 0xFF];
      next[i] = i + 1;
      previous[i] = i - 1;
    }
    PriorityQueue<Candidate> queue = new PriorityQueue<>();
    for (int i = 0; i + 1 < n; i++) {
      offer(queue, i, token[i], token[i + 1]);
    }
    for (Candidate pair = queue.poll(); pair != null; pair = queue.poll()) {
      int i = pair.position();
      int j = next[i];
      if (token[i] != pair.left() || j >= n || token[j] != pair.right()) {
        continue; // one of the two has joined another token meanwhile
      }
      token[i] = pair.token();
      token[j] = -1;
      next[i] = next[j];
      if (next[i] < n) {
        previous[next[i]] = i;
        offer(queue, i, token[i], token[next[i]]);
      }
      if (previous[i] >= 0) {
        offer(queue, previous[i], token[previous[i]], token[i]);
      }
    }
    return Arrays.stream(token).filter(id -> id >= 0).toArray();
  }

  private void offer(PriorityQueue<Candidate> queue, int position, int left, int right) {
    @Nullable Merge merge = merges.get(key(left, right));
    if (merge != null) {
      queue.add(new Candidate(merge.rank(), position, left, right, merge.token()));
    }
  }
}
