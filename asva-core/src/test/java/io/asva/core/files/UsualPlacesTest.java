package io.asva.core.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsualPlacesTest {
  private final Path home;

  UsualPlacesTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void theUsersFolderForCachesComesBeforeTheHome() {
    assertThat(new UsualPlaces(Map.of("XDG_CACHE_HOME", home + "/c"), "/elsewhere").cache())
        .isEqualTo(home.resolve("c/asva"));
    assertThat(new UsualPlaces(Map.of(), home.toString()).cache())
        .isEqualTo(home.resolve(".cache/asva"));
    assertThat(new UsualPlaces(Map.of("XDG_CACHE_HOME", "not/absolute"), home.toString()).cache())
        .isEqualTo(home.resolve(".cache/asva"));
  }

  @Test
  void aUserWhomTheSystemDoesNotKnowHasTheEnvironmentsHome() {
    assertThat(new UsualPlaces(Map.of("HOME", home.toString()), "?").cache())
        .isEqualTo(home.resolve(".cache/asva"));
  }

  @Test
  void noFolderIsMadeOfAQuestionMarkOrAHomeThatIsNotThere() {
    for (String user : new String[] {"?", "", home + "/missing"}) {
      assertThatThrownBy(() -> new UsualPlaces(Map.of(), user).cache())
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("no home folder (user.home is " + user + ")")
          .hasMessageContaining("ASVA_CACHE");
    }
  }
}
