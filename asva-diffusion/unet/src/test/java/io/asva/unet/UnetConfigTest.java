package io.asva.unet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.config.ModelConfig;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.GraphException;
import io.asva.core.graph.WeightCatalogue;
import io.asva.core.testing.Configs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnetConfigTest {
  private static UnetConfig config(String json) {
    return UnetConfig.of(Configs.of(json));
  }

  @Test
  void whatAFileOmitsIsAsInTheOriginal() {
    UnetConfig config = config("{\"cross_attention_dim\": 768}");
    assertThat(config.blockOutChannels()).containsExactly(320, 640, 1280, 1280);
    assertThat(config.attentionHeadDim()).containsExactly(8, 8, 8, 8);
    assertThat(config.layersPerBlock()).containsExactly(2, 2, 2, 2);
    assertThat(config.textWidth()).isEqualTo(768);
    assertThat(config.audioCrossAttentionDim()).isEqualTo(768);
    assertThat(config.factor()).isEqualTo(8);
  }

  @Test
  void thePublishedConfigurationIsThatOfThePublishedFile() {
    assertThat(UnetConfig.published())
        .isEqualTo(
            config(
                """
                {"block_out_channels": [320, 640, 1280, 1280], "layers_per_block": 2,
                 "cross_attention_dim": 768, "audio_cross_attention_dim": 768,
                 "attention_head_dim": 8, "norm_num_groups": 32}
                """));
  }

  @Test
  void aFileThatWritesEverySettingOutMeansTheSameAsAShortOne() {
    UnetConfig written =
        UnetConfig.of(ModelConfig.read(Path.of("src/test/resources/manifests/unet-config.json")));
    UnetConfig brief =
        config(
            """
            {"block_out_channels": [32, 64, 64, 64], "layers_per_block": 1, "norm_num_groups": 8,
             "cross_attention_dim": 48, "audio_cross_attention_dim": 40, "attention_head_dim": 8}
            """);
    assertThat(written).isEqualTo(brief);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'block_out_channels': []} | block_out_channels must be a list, not [].",
        "{'block_out_channels': [8, 8, 8, 8, 8, 8, 8, 8, 8]} | block_out_channels of 9 levels is not supported; supported: at most 8.",
        "{'block_out_channels': [32, 64]} | down_block_types [FFSpatioAudioTempCrossAttnDownBlock3D, FFSpatioAudioTempCrossAttnDownBlock3D, FFSpatioAudioTempCrossAttnDownBlock3D, FFSpatioTempResDownBlock3D] has 4 entries; block_out_channels [32, 64] needs 2, one a level.",
        "{'block_out_channels': [320, 640, 1280, 1290]} | norm_num_groups 32 must divide every width of block_out_channels; it does not divide 1290.",
        "{'attention_head_dim': 7} | attention_head_dim (which means heads) 7 must divide every width of block_out_channels; it does not divide 320.",
        "{'attention_head_dim': [8, 8, 8]} | attention_head_dim [8, 8, 8] has 3 entries; block_out_channels [320, 640, 1280, 1280] needs 4, one a level.",
        "{'cross_attention_dim': [768, 768, 768, 1024]} | cross_attention_dim [768, 768, 768, 1024] is not supported; supported: one width for all levels.",
        "{'mid_block_type': 'UNetMidBlock2DCrossAttn'} | mid_block_type UNetMidBlock2DCrossAttn is not supported; supported: FFSpatioTempCrossAttnUNetMidBlock3D, FFSpatioAudioTempCrossAttnUNetMidBlock3D. Is it a UNet for images, before it was made one for videos?",
        "{'conv_in_kernel': 2} | conv_in_kernel 2 and conv_out_kernel 3 are not supported; supported: odd ones, which keep the size.",
        "{'freq_shift': 0.5} | freq_shift 0.5 is not supported; supported: whole numbers.",
        "{'freq_shift': 160} | freq_shift 160 with a first width of 320 is not supported; supported: an even width, and a shift from 0 to less than half of it.",
        "{'act_fn': 'gelu'} | act_fn gelu is not supported; supported: silu.",
        "{'class_embed_type': 'timestep'} | class_embed_type other than null is not supported; supported: null.",
        "{'norm_eps': -1} | norm_eps must be a positive number, not -1.",
      })
  void whatMakesNoSenseOrIsNotThereIsSaid(String json, String message) {
    assertThatThrownBy(() -> config(json.replace('\'', '"')))
        .isInstanceOf(ModelConfigException.class)
        .hasMessage("config.json: " + message);
  }

  @Test
  void aGeometryThatDoesNotFitIsRefused() {
    UnetGeometry odd = new UnetGeometry(1, 2, 8, 7, 77, 229, List.of(List.of(0), List.of(1)));
    assertThatThrownBy(() -> UnetGraph.graph(TinyUnet.config(), odd, WeightCatalogue.recording()))
        .isInstanceOf(GraphException.class)
        .hasMessage("The UNet takes latents whose height and width are multiples of 2, not 8x7.");
    assertThatThrownBy(() -> new UnetGeometry(1, 0, 8, 8, 77, 229, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new UnetGeometry(1, 1, 8, 8, 77, 229, List.of(List.of(229))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("audio position 229 is not among the 229 audio tokens");
  }
}
