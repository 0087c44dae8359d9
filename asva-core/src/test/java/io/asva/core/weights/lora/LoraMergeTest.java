package io.asva.core.weights.lora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.asva.core.random.GaussianNoise;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.HalfFloat;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LoraMergeTest {
  private static final String LINEAR = "mid.attn.to_q";
  private static final String CONV = "mid.resnets.0.conv1";

  private final Path folder;
  private final Weights base;

  LoraMergeTest(@TempDir Path folder) {
    this.folder = folder;
    Path file = folder.resolve("base.safetensors");
    new SafetensorsWriter()
        .add("mid.norm.weight", normal(1, 4))
        .add(LINEAR + ".weight", normal(2, 4, 3))
        .add(LINEAR + ".bias", normal(3, 4))
        .add(CONV + ".weight", normal(4, 4, 2, 3, 3))
        .write(file);
    this.base = Weights.open(file);
  }

  private static FloatTensor normal(int seed, int... dims) {
    return GaussianNoise.of(seed).fill(dims);
  }

  private Path write(String name, SafetensorsWriter writer) {
    Path file = folder.resolve(name);
    writer.write(file);
    return file;
  }

  private static SafetensorsWriter both() {
    return new SafetensorsWriter()
        .add("lora_unet_mid_attn_to_q.lora_down.weight", normal(11, 2, 3))
        .add("lora_unet_mid_attn_to_q.lora_up.weight", normal(12, 4, 2))
        .add("lora_unet_mid_attn_to_q.alpha", FloatTensor.of(new float[] {3}))
        .add("lora_unet_mid_resnets_0_conv1.lora_down.weight", normal(13, 2, 2, 3, 3))
        .add("lora_unet_mid_resnets_0_conv1.lora_up.weight", normal(14, 4, 2, 1, 1));
  }

  private LoraMerge merge(LoraFile... loras) {
    return LoraMerge.of(base, List.of(loras));
  }

  private static float[] values(Weights weights, String name) {
    return ((FloatTensor) weights.read(name)).values();
  }

  @Test
  void theProductTimesAlphaByRankIsAdded() {
    Weights merged = merge(new LoraFile(write("a", both()), 0.5)).inMemory();
    float[] before = values(base, LINEAR + ".weight");
    float[] after = values(merged, LINEAR + ".weight");
    float[] up = normal(12, 4, 2).values();
    float[] down = normal(11, 2, 3).values();
    for (int o = 0; o < 4; o++) {
      for (int i = 0; i < 3; i++) {
        double product = (double) up[2 * o] * down[i] + (double) up[2 * o + 1] * down[3 + i];
        assertThat(after[3 * o + i])
            .isCloseTo((float) (before[3 * o + i] + 0.5 * 3 / 2 * product), within(1e-6f));
      }
    }
    float[] conv = values(merged, CONV + ".weight");
    float[] first = normal(13, 2, 18).values();
    float[] second = normal(14, 4, 2).values();
    // Without an alpha it is the rank.
    double product = (double) second[6] * first[17] + (double) second[7] * first[35];
    assertThat(conv[71])
        .isCloseTo((float) (values(base, CONV + ".weight")[71] + 0.5 * product), within(1e-6f));
  }

  @Test
  void aScaleOfZeroChangesNoBit() {
    LoraMerge merge = merge(new LoraFile(write("a", both()), 0));
    assertThat(merge.bytes()).isZero();
    Path file = folder.resolve("merged.safetensors");
    merge.write(file);
    Weights written = Weights.open(file);
    assertThat(written.tensors()).hasSameSizeAs(base.tensors());
    for (WeightTensor tensor : base.tensors()) {
      assertThat(written.map(written.require(tensor.name()))).isEqualTo(base.map(tensor));
    }
  }

  @Test
  void twoHalvesAreTheWhole() {
    Path file = write("a", both());
    Weights whole = merge(new LoraFile(file, 1)).inMemory();
    Weights halves = merge(new LoraFile(file, 0.5), new LoraFile(file, 0.5)).inMemory();
    Weights none = merge(new LoraFile(file, 1), new LoraFile(file, -1)).inMemory();
    for (String name : List.of(LINEAR + ".weight", CONV + ".weight")) {
      assertThat(values(halves, name)).containsExactly(values(whole, name));
      assertThat(values(whole, name)).isNotEqualTo(values(base, name));
      assertThat(values(none, name)).containsExactly(values(base, name));
    }
    assertThat(values(whole, LINEAR + ".bias")).containsExactly(values(base, LINEAR + ".bias"));
  }

  @Test
  void allWaysToHaveTheResultAreTheSame() {
    LoraMerge merge = merge(new LoraFile(write("a", both()), 0.7));
    merge.write(folder.resolve("whole.safetensors"));
    Weights whole = Weights.open(folder.resolve("whole.safetensors"));
    Weights changed = merge.inFile(folder.resolve("changed.safetensors"));
    Weights memory = merge.inMemory();
    assertThat(merge.bytes()).isEqualTo(4 * (12 + 72));
    for (WeightTensor tensor : base.tensors()) {
      float[] expected = values(memory, tensor.name());
      assertThat(values(whole, tensor.name())).containsExactly(expected);
      assertThat(values(changed, tensor.name())).containsExactly(expected);
    }
  }

  @Test
  void piecesThatBeginWithinARowAreAsTheWhole() throws IOException {
    Lora lora = Lora.read(write("a", both()));
    LoraLayer conv = lora.layers().get(1);
    LoraSum sum =
        new LoraSum(
            base, base.require(CONV + ".weight"), List.of(new LoraSum.Term(lora, conv, 0.3)));
    ByteBuffer whole = buffer(4 * 72);
    sum.fill(0, whole);
    ByteBuffer pieces = buffer(4 * 72);
    for (int at = 0; at < 4 * 72; at += 32) {
      pieces.limit(at + 32);
      sum.fill(at, pieces);
    }
    assertThat(pieces.flip()).isEqualTo(whole.flip());
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @ParameterizedTest
  @EnumSource(names = {"F16", "BF16", "F64"})
  void weightsKeepTheirType(ElementType type) {
    Weights typed =
        Weights.open(
            write(
                "typed",
                new SafetensorsWriter()
                    .add(
                        LINEAR + ".weight",
                        type,
                        Shape.of(4, 3),
                        (offset, into) -> {
                          while (into.hasRemaining()) {
                            switch (type) {
                              case F16 -> into.putShort(HalfFloat.fromFloat(1));
                              case BF16 -> into.putShort((short) 0x3F80);
                              default -> into.putDouble(1);
                            }
                          }
                        })));
    Path file =
        write(
            "a",
            new SafetensorsWriter()
                .add("unet.mid.attn.to_q.lora_A.weight", ones(1, 3))
                .add("unet.mid.attn.to_q.lora_B.weight", ones(4, 1)));
    // 1 + 0.01 = 1.01 lies between 1.0097656 and 1.0107422 (halves), 1.0078125 and 1.015625.
    float expected =
        type == ElementType.F16 ? 1.0097656f : type == ElementType.BF16 ? 1.0078125f : 1.01f;
    Weights merged = LoraMerge.of(typed, List.of(new LoraFile(file, 0.01))).inMemory();
    assertThat(merged.require(LINEAR + ".weight").type()).isEqualTo(type);
    assertThat(values(merged, LINEAR + ".weight")).containsOnly(expected);
  }

  private static FloatTensor ones(int... dims) {
    FloatTensor result = FloatTensor.zeros(dims);
    Arrays.fill(result.values(), 1);
    return result;
  }

  @ParameterizedTest
  @CsvSource({
    "unet.mid.attn.to_q.lora_A.weight, unet.mid.attn.to_q.lora_B.weight",
    "mid.attn.to_q.lora_A.default.weight, mid.attn.to_q.lora_B.default.weight",
    "base_model.model.mid.attn.to_q.lora_A.weight, base_model.model.mid.attn.to_q.lora_B.weight",
    "base_model.model.unet.mid.attn.to_q.lora_A.weight,"
        + " base_model.model.unet.mid.attn.to_q.lora_B.weight",
    "lora_unet_mid_attn_to_q.lora_down.weight, lora_unet_mid_attn_to_q.lora_up.weight"
  })
  void layersAreFoundUnderTheNamesOfAllLayouts(String down, String up) {
    SafetensorsWriter writer =
        new SafetensorsWriter().add(down, normal(1, 2, 3)).add(up, normal(2, 4, 2));
    LoraFit fit = merge(new LoraFile(write("a", writer), 1)).fits().get(0);
    assertThat(fit.layers()).isEqualTo(1);
    assertThat(fit.unfit()).isEmpty();
  }

  @Test
  void aLinearLayerFitsAConvolutionOfOnePixel() {
    Weights pixel =
        base.reshaped(t -> t.name().equals(LINEAR + ".weight") ? Shape.of(4, 3, 1, 1) : t.shape());
    Path file = write("a", both());
    LoraMerge merge = LoraMerge.of(pixel, List.of(new LoraFile(file, 1)));
    assertThat(values(merge.inMemory(), LINEAR + ".weight"))
        .containsExactly(values(merge(new LoraFile(file, 1)).inMemory(), LINEAR + ".weight"));
  }

  @Test
  void whatDoesNotFitIsTold() {
    SafetensorsWriter writer =
        both()
            .add("lora_unet_input_blocks_1.lora_down.weight", normal(1, 2, 3))
            .add("lora_unet_input_blocks_1.lora_up.weight", normal(1, 4, 2))
            .add("lora_unet_alone.alpha", FloatTensor.of(new float[] {1}))
            .add("something.else", normal(1, 1))
            .add("lora_te_text_model_q.lora_down.weight", normal(1, 2, 3))
            .add("lora_te_text_model_q.hada_w1_a", normal(1, 2, 3))
            .add("text_encoder.q.lora_A.weight", normal(1, 2, 3));
    LoraFit fit = merge(new LoraFile(write("a", writer), 1)).fits().get(0);
    assertThat(fit.layers()).isEqualTo(2);
    assertThat(fit.textEncoder()).isEqualTo(3);
    assertThat(fit.unfit())
        .containsExactly("something.else", "lora_unet_alone.alpha", "lora_unet_input_blocks_1");
  }

  @ParameterizedTest
  @CsvSource({
    ".lora_mid.weight, lora_mid",
    ".hada_w1_a, LoHa",
    ".lokr_w1, LoKr",
    ".dora_scale, DoRA",
    ".lora_magnitude_vector, DoRA",
    ".oft_blocks, OFT",
    ".diff, full differences",
    ".lora_up.bias, biases"
  })
  void otherKindsAreRefusedByName(String end, String kind) {
    Path file =
        write("a", both().add("lora_unet_mid_resnets_0_conv1" + end, FloatTensor.zeros(2, 2)));
    assertThatThrownBy(() -> Lora.read(file))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(kind)
        .hasMessageContaining(end);
  }

  @Test
  void nothingThatFitsIsAnError() {
    Path file =
        write(
            "a",
            new SafetensorsWriter()
                .add("lora_unet_input_blocks_1.lora_down.weight", normal(1, 2, 3))
                .add("lora_unet_input_blocks_1.lora_up.weight", normal(1, 4, 2)));
    assertThatThrownBy(() -> merge(new LoraFile(file, 1)))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("Nothing in " + file)
        .hasMessageContaining("lora_unet_input_blocks_1");
    Path text =
        write("b", new SafetensorsWriter().add("lora_te_q.lora_down.weight", normal(1, 2, 3)));
    assertThatThrownBy(() -> merge(new LoraFile(text, 1)))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("1 tensors, all for a text encoder");
  }

  @Test
  void matricesOfAnotherNetworkAreRefused() {
    Path file =
        write(
            "a",
            new SafetensorsWriter()
                .add("lora_unet_mid_attn_to_q.lora_down.weight", normal(1, 2, 5))
                .add("lora_unet_mid_attn_to_q.lora_up.weight", normal(1, 4, 2)));
    assertThatThrownBy(() -> merge(new LoraFile(file, 1)))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("another network")
        .hasMessageContaining("2x5 and 4x2")
        .hasMessageContaining(LINEAR + ".weight")
        .hasMessageContaining("4x3");
  }

  @Test
  void filesThatAreNotWholeAreRefused() {
    Path half =
        write(
            "a",
            new SafetensorsWriter()
                .add("lora_unet_mid_attn_to_q.lora_down.weight", normal(1, 2, 3)));
    assertThatThrownBy(() -> Lora.read(half))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("isn't whole")
        .hasMessageContaining("lora_unet_mid_attn_to_q")
        .hasMessageContaining("first matrix");
    Path odd =
        write(
            "b",
            new SafetensorsWriter()
                .add("unet.x.lora_A.weight", normal(1, 2, 3))
                .add("unet.x.lora_B.weight", normal(1, 4, 3)));
    assertThatThrownBy(() -> Lora.read(odd))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("expected unet.x.lora_A.weight of shape (rank, in, ...)")
        .hasMessageContaining("4x3");
    Path twice =
        write(
            "c",
            new SafetensorsWriter()
                .add("unet.x.lora_A.weight", normal(1, 2, 3))
                .add("x.lora_A.weight", normal(1, 2, 3)));
    assertThatThrownBy(() -> Lora.read(twice))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("twice");
    Path alpha =
        write(
            "d",
            new SafetensorsWriter()
                .add("x.lora_A.weight", normal(1, 2, 3))
                .add("x.lora_B.weight", normal(1, 4, 2))
                .add("x.alpha", FloatTensor.of(new float[] {Float.NaN})));
    assertThatThrownBy(() -> Lora.read(alpha))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("one finite number for x.alpha");
  }

  @Test
  void anAlphaMayBeAnInteger() {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .add("lora_unet_mid_attn_to_q.lora_down.weight", normal(1, 2, 3))
            .add("lora_unet_mid_attn_to_q.lora_up.weight", normal(1, 4, 2))
            .add("lora_unet_mid_attn_to_q.alpha", LongTensor.of(new long[] {4}, 1));
    assertThat(Lora.read(write("a", writer)).layers().get(0).share()).isEqualTo(2);
  }

  @Test
  void peftsConfigurationTellsTheAlpha() throws IOException {
    Path file =
        write(
            "adapter_model.safetensors",
            new SafetensorsWriter()
                .add("base_model.model.mid.attn.to_q.lora_A.weight", normal(1, 4, 3))
                .add("base_model.model.mid.attn.to_q.lora_B.weight", normal(2, 4, 4)));
    Path config = folder.resolve("adapter_config.json");
    assertThat(share(file)).isEqualTo(1);
    Files.writeString(config, "{\"lora_alpha\": 8, \"r\": 4, \"alpha_pattern\": {}}");
    assertThat(share(file)).isEqualTo(2);
    Files.writeString(config, "{\"lora_alpha\": 8, \"use_rslora\": true}");
    assertThat(share(file)).isEqualTo(4);
    Files.writeString(config, "{\"lora_alpha\": 8, \"use_dora\": true}");
    assertThatThrownBy(() -> Lora.read(file)).hasMessageContaining("DoRA");
    Files.writeString(config, "{\"lora_alpha\": 8, \"alpha_pattern\": {\"to_q\": 1}}");
    assertThatThrownBy(() -> Lora.read(file)).hasMessageContaining("alpha_pattern");
    Files.writeString(config, "{\"lora_alpha\": \"x\"}");
    assertThatThrownBy(() -> Lora.read(file))
        .hasMessageContaining("expected a number for `lora_alpha`");
    Files.writeString(config, "{");
    assertThatThrownBy(() -> Lora.read(file))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("is not JSON");
  }

  private static double share(Path file) {
    return Lora.read(file).layers().get(0).share();
  }

  @Test
  void whatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> new LoraFile(folder, Double.NaN))
        .isInstanceOf(LoraException.class)
        .hasMessageContaining("finite number, not NaN");
    Path file = write("a", both());
    assertThatThrownBy(() -> merge(new LoraFile(file, 1e300)).inMemory())
        .isInstanceOf(LoraException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("as F32; expected finite numbers");
  }
}
