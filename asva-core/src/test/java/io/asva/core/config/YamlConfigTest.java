package io.asva.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlConfigTest {
  private static YamlConfig config(String text) {
    return YamlConfig.parse(text, "run.yaml");
  }

  @ParameterizedTest
  @CsvSource({
    "1e-4, 1e-4",
    "1e-08, 1e-8",
    "1.0e-2, 0.01",
    "-3, -3",
    "0.00085, 0.00085",
    ".5, 0.5",
    "600_000, 600000",
    "2E3, 2000",
    "+1., 1"
  })
  void numbersMayHaveAnExponentWithoutAPoint(String written, double value) {
    assertThat(config("x: " + written).number("x", NumberRange.ANY)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1e-4\"", "'1e-4'", "True", "1e-4x", ".nan", ".inf", "[1]", "1e9999"})
  void whatIsNoNumberIsRefused(String written) {
    assertThatThrownBy(() -> config("\n\nx: " + written).number("x", NumberRange.ANY))
        .isInstanceOf(YamlConfigException.class)
        .hasMessageStartingWith("run.yaml, line 3: x must be a number, found ");
  }

  @ParameterizedTest
  @CsvSource({"True, true", "false, false", "False, false", "yes, true", "OFF, false"})
  void truthsAreThoseOfYaml11(String written, boolean value) {
    assertThat(config("x: " + written).flag("x", !value)).isEqualTo(value);
    assertThatThrownBy(() -> config("x: " + written).text("x"))
        .hasMessage("run.yaml, line 1: x must be a text, found " + written + ".");
    assertThatThrownBy(() -> config("x: '" + written + "'").flag("x", value))
        .hasMessage(
            "run.yaml, line 1: x must be true or false, found the text \"" + written + "\".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "~", "Null"})
  void aSettingWithoutAValueIsOmitted(String written) {
    YamlConfig config = config("x: " + written + "\ny: 1");
    assertThat(config.has("x")).isFalse();
    assertThat(config.text("x", "absent")).isEqualTo("absent");
    assertThat(config.section("x").has("z")).isFalse();
    assertThat(config.count("y", 0, 0)).isEqualTo(1);
    assertThatThrownBy(() -> config.text("x"))
        .hasMessage("run.yaml: x is missing; expected a text.");
  }

  @Test
  void quotedTextsMayBeEmptyOrLookLikeSomethingElse() {
    assertThat(config("x: \"\"").text("x")).isEmpty();
    assertThat(config("x: 'null'").text("x")).isEqualTo("null");
    assertThat(config("x: \"12\"").text("x")).isEqualTo("12");
    assertThat(config("ä: 'ß'\nx: '12' # ü").text("x")).isEqualTo("12");
    assertThat(config("x: |\n  12\n").text("x")).isEqualTo("12\n");
  }

  @Test
  void listsHoldTextsOrCounts() {
    YamlConfig config = config("a: [x, 'y']\nb:\n- 256\n- 128\nc: one\nd: 7");
    assertThat(config.texts("a", List.of())).containsExactly("x", "y");
    assertThat(config.counts("b", List.of(), 1)).containsExactly(256, 128);
    assertThat(config.texts("c", List.of())).containsExactly("one");
    assertThat(config.counts("d", List.of(), 1)).containsExactly(7);
    assertThat(config.counts("e", List.of(3), 1)).containsExactly(3);
    assertThatThrownBy(() -> config.counts("a", List.of(), 1))
        .hasMessage("run.yaml, line 1: a must be a whole number from 1, found the text \"x\".");
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> config("x: 1.5").number("x", NumberRange.PROBABILITY))
        .hasMessage("run.yaml, line 1: x must be a number from 0 to 1, found 1.5.");
    assertThatThrownBy(() -> config("x: 0").number("x", NumberRange.POSITIVE))
        .hasMessageContaining("x must be a positive number, found 0");
    assertThatThrownBy(() -> config("x: 1").number("x", NumberRange.DECAY))
        .hasMessageContaining("from 0 to below 1, found 1");
    assertThatThrownBy(() -> config("x: 2.5").count("x", 1))
        .hasMessageContaining("x must be a whole number from 1, found 2.5");
    assertThatThrownBy(() -> config("x: 3e9").count("x", 1)).hasMessageContaining("found 3e9");
  }

  private enum Colour {
    NO,
    DARK_RED
  }

  @Test
  void choicesAreReadAsTheyAreWritten() {
    assertThat(config("x: no").choice("x", Colour.class, Colour.DARK_RED)).isEqualTo(Colour.NO);
    assertThat(config("x: 'dark-red'").choice("x", Colour.class, Colour.NO))
        .isEqualTo(Colour.DARK_RED);
    assertThatThrownBy(
            () -> config("a:\n  x: blue").section("a").choice("x", Colour.class, Colour.NO))
        .hasMessage("run.yaml, line 2: a.x must be one of no, dark_red, found the text \"blue\".");
  }

  @Test
  void settingsThatNobodyAskedForAreErrorsWithTheirNeighbours() {
    YamlConfig config =
        config("optim:\n  learning_rat: 1e-4\n  seed: 3\nexp:\n  seed: 4\nrest: {a: 1}");
    config.section("exp").count("seed", 0, 0);
    config.section("optim").number("learning_rate", 1, NumberRange.ANY);
    config.section("optim").number("adam_epsilon", 1, NumberRange.ANY);

    assertThatThrownBy(() -> config.finish(Strictness.WARN))
        .isInstanceOf(YamlConfigException.class)
        .hasMessage(
            """
            run.yaml: 3 settings are not known:
              line 2: optim.learning_rat; the nearest known: optim.learning_rate
              line 3: optim.seed; the nearest known: exp.seed
              line 6: rest""");
  }

  @Test
  void settingsWithoutEffectAreToldOrRefused() {
    YamlConfig config = config("exp:\n  log_with: wandb");
    config.section("exp").withoutEffect("log_with", "runs are logged as JSON lines");
    config.section("exp").withoutEffect("project_dir", "there is none");

    String note = "exp.log_with (line 2): runs are logged as JSON lines";
    assertThat(config.finish(Strictness.WARN)).containsExactly(note);
    assertThatThrownBy(() -> config.finish(Strictness.FAIL))
        .hasMessage("run.yaml: settings without effect here:\n  " + note);
  }

  @Test
  void valuesBelowASettingThatIsTakenWholeAreKnown() {
    YamlConfig config =
        config("net:\n  widths: [32, ~]\n  eps: 1e-5\n  act: '1'\n  flag: on\n  none: null\nx: 2");
    assertThat(config.tree(List.of("net", "none", "x")))
        .hasToString(
            "{\"net\":{\"widths\":[32,null],\"eps\":1.0E-5,\"act\":\"1\",\"flag\":true},\"x\":2}");
    assertThat(config.finish(Strictness.FAIL)).isEmpty();
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(YamlConfigException.class).hasMessageContaining(message);
  }

  @Test
  void whatIsNoSimpleYamlIsRefused() {
    refuses(() -> config("a: 1\nb: [1\nc: 2"), "run.yaml, line 3: this is no YAML: ");
    refuses(() -> config("- 1"), "run.yaml, line 1: expected names with values, found a list of 1");
    refuses(() -> config("a: 1\nb: 2\na: 3"), "run.yaml, line 3: a is set twice, on line 1 too");
    refuses(() -> config("a: &x 1\nb: *x"), "anchors (&) and aliases (*) are not supported");
    refuses(() -> config("a: {b: &x {c: 1}}"), "anchors (&) and aliases (*) are not supported");
    refuses(() -> config("a: 1\n---\nb: 2"), "a second document begins here");
    refuses(() -> config("a: ${b}").text("a"), "a refers to another setting");
    refuses(() -> config("a: 1").section("a"), "a must be a section of names with values, found 1");
    refuses(() -> config("[".repeat(5000)), "run.yaml, line 1: ");
    refuses(() -> config("a: \u0000"), "this is no YAML");
  }

  @Test
  void anEmptyFileHasNoSettings() {
    assertThat(config("").finish(Strictness.FAIL)).isEmpty();
    assertThat(config("# nothing\n").has("a")).isFalse();
    assertThat(config("\uFEFFa: 1").count("a", 0)).isEqualTo(1);
  }

  @Test
  void filesThatAreMissingTooLargeOrNoTextAreRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.yaml");
    refuses(() -> YamlConfig.read(file), "There is no configuration " + file);
    Files.write(file, new byte[] {(byte) 0xC3, 0x28});
    refuses(() -> YamlConfig.read(file), file + " is no text in UTF-8");
    Files.write(file, new byte[1 << 19]);
    refuses(() -> YamlConfig.read(file), file + " is no configuration: it has 524288 bytes");
    Files.write(file, "a: ü".getBytes(StandardCharsets.UTF_8));
    assertThat(YamlConfig.read(file).text("a")).isEqualTo("ü");
  }
}
