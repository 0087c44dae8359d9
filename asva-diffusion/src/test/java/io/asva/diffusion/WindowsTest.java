package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where windows begin. */
class WindowsTest {
  @Test
  void aVideoOfOneWindowHasOne() {
    for (Windows windows : Windows.values()) {
      assertThat(windows.starts(12, 12)).isEqualTo(List.of(0));
      assertThat(windows.starts(2, 2)).isEqualTo(List.of(0));
    }
  }

  @Test
  void overlappingWindowsCoverEveryFrameAndEndWithTheVideo() {
    for (int window = 2; window <= 12; window++) {
      for (int frames = window; frames < 100; frames++) {
        List<Integer> starts = Windows.OVERLAP.starts(frames, window);
        assertThat(starts).isSorted().doesNotHaveDuplicates().startsWith(0);
        assertThat(starts.get(starts.size() - 1) + window).isEqualTo(frames);
        for (int i = 1; i < starts.size(); i++) {
          // A window makes the frames after its first, and half of them are the next one's, too.
          int stride = starts.get(i) - starts.get(i - 1);
          assertThat(stride).isLessThanOrEqualTo(window / 2 + 1).isLessThan(window);
        }
      }
    }
  }

  @Test
  void tenSecondsAreNineOverlappingWindowsOrSixInAChain() {
    assertThat(Windows.OVERLAP.starts(60, 12)).containsExactly(0, 6, 12, 18, 24, 30, 36, 42, 48);
    assertThat(Windows.CHAIN.starts(60, 12)).containsExactly(0, 11, 22, 33, 44, 55);
  }

  @Test
  void aChainsWindowsBeginWithTheLastFrameOfTheOneBefore() {
    for (int frames = 5; frames < 60; frames++) {
      List<Integer> starts = Windows.CHAIN.starts(frames, 5);
      for (int i = 0; i < starts.size(); i++) {
        assertThat(starts.get(i)).isEqualTo(4 * i);
      }
      int reach = starts.get(starts.size() - 1) + 5;
      assertThat(reach).isBetween(frames, frames + 3);
    }
  }
}
