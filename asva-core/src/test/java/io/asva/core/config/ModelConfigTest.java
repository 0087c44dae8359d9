package io.asva.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelConfigTest {
  private static ModelConfig config(String json) throws JsonProcessingException {
    return ModelConfig.of(new ObjectMapper().readTree(json), "vae/config.json");
  }

  @Test
  void whatIsThereCountsAndWhatIsNotHasItsDefault() throws IOException {
    ModelConfig config =
        config("{\"n\": 3, \"list\": [1, 2], \"x\": 0.5, \"act\": \"silu\", \"none\": null}");
    assertThat(config.count("n", 7, 10)).isEqualTo(3);
    assertThat(config.count("m", 7, 10)).isEqualTo(7);
    assertThat(config.count("none", 7, 10)).isEqualTo(7);
    assertThat(config.counts("list", List.of(), 10)).containsExactly(1, 2);
    assertThat(config.counts("other", List.of(64), 10)).containsExactly(64);
    assertThat(config.positive("x", 1)).isEqualTo(0.5);
    assertThat(config.positive("y", 1)).isEqualTo(1);
    assertThat(config.text("act", "gelu")).isEqualTo("silu");
    assertThat(config.texts("blocks", List.of("A"))).containsExactly("A");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "11", "2.5", "\"3\"", "1e300", "12345678901234567890", "[3]"})
  void aCountOutOfRangeIsRejectedWithItsName(String value) throws IOException {
    ModelConfig config = config("{\"layers\": " + value + "}");
    assertThatThrownBy(() -> config.count("layers", 2, 10))
        .isInstanceOf(ModelConfigException.class)
        .hasMessageStartingWith(
            "vae/config.json: layers must be a whole number from 1 to 10, not ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0.1", "1e999", "\"1\"", "true"})
  void aNumberThatIsNotPositiveIsRejectedWithItsName(String value) throws IOException {
    ModelConfig config = config("{\"eps\": " + value + "}");
    assertThatThrownBy(() -> config.positive("eps", 1))
        .isInstanceOf(ModelConfigException.class)
        .hasMessageStartingWith("vae/config.json: eps must be a positive number, not ");
  }

  @Test
  void aFlagIsAsItIsSetAndElseAsItsDefault() throws IOException {
    ModelConfig config = config("{\"on\": true, \"off\": false, \"odd\": 1}");
    assertThat(config.flag("on", false)).isTrue();
    assertThat(config.flag("off", true)).isFalse();
    assertThat(config.flag("absent", true)).isTrue();
    assertThatThrownBy(() -> config.flag("odd", true))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage("vae/config.json: odd must be true or false, not 1.");
  }

  @Test
  void listsAndTextsOfAnotherKindAreRejected() throws IOException {
    ModelConfig config =
        config("{\"widths\": 3, \"empty\": [], \"act\": 1, \"names\": [\"a\", 2]}");
    assertThatThrownBy(() -> config.counts("widths", List.of(), 10))
        .hasMessage("vae/config.json: widths must be a list, not 3.");
    assertThatThrownBy(() -> config.counts("empty", List.of(), 10))
        .hasMessage("vae/config.json: empty must be a list, not [].");
    assertThatThrownBy(() -> config.text("act", "silu"))
        .hasMessage("vae/config.json: act must be a text, not 1.");
    assertThatThrownBy(() -> config.texts("names", List.of()))
        .hasMessage("vae/config.json: names must be a text, not 2.");
  }

  @Test
  void aFileThatIsMissingEmptyNoJsonOrNoObjectIsRejectedByName(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("config.json");
    assertThatThrownBy(() -> ModelConfig.read(file))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage(
            "There is no configuration " + file + ". It belongs beside the network's weights.");
    Files.writeString(file, "");
    assertThatThrownBy(() -> ModelConfig.read(file)).isInstanceOf(ModelConfigException.class);
    Files.writeString(file, "{\"a\": ");
    assertThatThrownBy(() -> ModelConfig.read(file))
        .isInstanceOf(ModelConfigException.class)
        .hasMessageStartingWith(file + " is not JSON: ");
    Files.writeString(file, "[1]");
    assertThatThrownBy(() -> ModelConfig.read(file))
        .hasMessage(file + " holds no settings: expected a JSON object, found [1].");
  }

  @Test
  void aFileOfWeightsIsNotReadAsAConfiguration(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("config.json");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(5L << 30);
    }
    assertThatThrownBy(() -> ModelConfig.read(file))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage(file + " is no configuration: it has 5368709120 bytes.");
  }
}
