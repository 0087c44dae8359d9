package io.asva.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.tensor.ByteTensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentMaskTest {
  @Test
  void twelveFramesSeeTwentyFiveTokensEach() {
    SegmentMask mask = SegmentMask.of(12);
    assertThat(mask.tokensPerSegment()).isEqualTo(25);
    int[][] tokens = mask.tokenIndices();
    assertThat(tokens).hasDimensions(12, 25);
    assertThat(tokens[0]).startsWith(0, 1, 2, 20, 21, 39, 40);
    assertThat(tokens[11]).startsWith(0, 18, 19).endsWith(227, 228);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 12, 19, 24, 60})
  void everyTokenIsSeenAndTheClassTokenAlways(int segments) {
    SegmentMask mask = SegmentMask.of(segments);
    ByteTensor tokens = mask.tokens();
    assertThat(tokens.shape().dims()).containsExactly(segments, 229);
    int[] seen = new int[229];
    for (int i = 0; i < tokens.values().length; i++) {
      seen[i % 229] += tokens.values()[i];
    }
    assertThat(seen[0]).isEqualTo(segments);
    assertThat(seen).doesNotContain(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12})
  void indicesNameWhatTheMaskHolds(int segments) {
    SegmentMask mask = SegmentMask.of(segments);
    byte[] tokens = mask.tokens().values();
    byte[] columns = mask.columns().values();
    for (int s = 0; s < segments; s++) {
      int n = 0;
      for (int token = 0; token < 229; token++) {
        boolean seen = token == 0 || columns[s * 19 + (token - 1) % 19] == 1;
        assertThat(tokens[s * 229 + token]).isEqualTo((byte) (seen ? 1 : 0));
        if (seen) {
          assertThat(mask.tokenIndices()[s][n++]).isEqualTo(token);
        }
      }
      assertThat(n).isEqualTo(mask.tokensPerSegment());
    }
  }

  @Test
  void refusesNoSegments() {
    assertThatThrownBy(() -> SegmentMask.of(0))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("1 segment or more");
  }
}
