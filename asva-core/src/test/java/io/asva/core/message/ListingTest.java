package io.asva.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
  private static final List<String> ITEMS = List.of("a", "b", "c");

  @Test
  void theFirstAreNamedAndTheOthersCounted() {
    assertThat(Listing.inLine(ITEMS, 2)).isEqualTo("a, b and 1 more");
    assertThat(Listing.lines(ITEMS, 1)).isEqualTo("\n  a\n  and 2 more");
  }

  @Test
  void whatFitsIsNamedWhole() {
    assertThat(Listing.inLine(ITEMS, 3)).isEqualTo("a, b, c");
    assertThat(Listing.lines(ITEMS, 3)).isEqualTo("\n  a\n  b\n  c");
    assertThat(Listing.inLine(List.of(), 3)).isEmpty();
    assertThat(Listing.lines(List.of(), 3)).isEmpty();
  }
}
