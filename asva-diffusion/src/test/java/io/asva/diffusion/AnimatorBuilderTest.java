package io.asva.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.core.Cancellation;
import io.asva.core.config.ModelConfigException;
import io.asva.core.graph.GraphException;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.core.testing.ChangedWeights;
import io.asva.core.testing.Configs;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.diffusion.model.ModelFolderException;
import io.asva.diffusion.spi.AudioEncoder;
import io.asva.diffusion.spi.TextException;
import io.asva.diffusion.spi.TextSource;
import io.asva.diffusion.testing.TinyModels;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.unet.TinyUnet;
import io.asva.unet.UnetModel;
import io.asva.vae.TinyVae;
import io.asva.vae.Vae;
import io.asva.vae.VaeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The composition of an animator, and the parts that are refused. */
@Timeout(60)
class AnimatorBuilderTest {
  private Path folder;

  @BeforeEach
  void makeModels(@TempDir Path empty) {
    folder = TinyModels.folder(empty);
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused() {
    return assertThatThrownBy(() -> TinyRequests.animator(folder).build().close());
  }

  @Test
  void weightsThatAreMissingMisshapenTooManyOrOfAnotherTypeAreListed() {
    Weights good = TinyUnet.weights();
    SafetensorsWriter bad = new SafetensorsWriter();
    bad.addAll(
        ChangedWeights.without(
            ChangedWeights.misshapen(good, "conv_out.bias", 5),
            "conv_in.conv_temp.weight",
            "mid_block.resnets.0.norm1.bias"));
    bad.add("down_blocks.0.resnets.1.norm1.weight", FloatTensor.zeros(8));
    bad.add(
        "mid_block.resnets.0.norm1.bias",
        ElementType.I64,
        Shape.of(16),
        (offset, into) -> into.position(into.limit()));
    bad.replace(folder.resolve("unet/diffusion_pytorch_model.safetensors"));
    refused()
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this UNet:")
        .hasMessageContaining("\n  missing conv_in.conv_temp.weight 8x24")
        .hasMessageContaining("\n  conv_out.bias is 5, expected 4")
        .hasMessageContaining(
            "\n  mid_block.resnets.0.norm1.bias holds I64, expected floating point numbers")
        .hasMessageContaining("\n  not expected: down_blocks.0.resnets.1.norm1.weight 8")
        .hasMessageContaining(folder.resolve("unet").toString());
  }

  @Test
  void theVaesWeightsAreCheckedTooAndImageBindsOwn() {
    TinyModels.weights(
        folder.resolve("vae"),
        UnetModel.WEIGHTS,
        ChangedWeights.without(TinyVae.weights(), "decoder.conv_out.weight"));
    refused()
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("are not those of this VAE:\n  missing decoder.conv_out.weight 3x8");
    TinyModels.weights(folder.resolve("vae"), UnetModel.WEIGHTS, TinyVae.weights());
    TinyModels.weights(
        folder.resolve("audio_encoder"),
        UnetModel.WEIGHTS,
        ChangedWeights.without(TinyModels.audioWeights(), "trunk.blocks.0.mlp.fc1.weight"));
    refused()
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("missing trunk.blocks.0.mlp.fc1.weight 256x64");
  }

  @Test
  void filesThatAreNoWeights() throws IOException {
    Path file = folder.resolve("unet/diffusion_pytorch_model.safetensors");
    Files.write(file, new byte[0]);
    refused().isInstanceOf(WeightsException.class).hasMessageContaining(file.toString());
    Files.writeString(file, "no weights at all, just a text of some length");
    refused().isInstanceOf(WeightsException.class).hasMessageContaining(file.toString());
    Files.delete(file);
    Files.createDirectory(file);
    refused().isInstanceOf(WeightsException.class).hasMessageContaining(folder.toString());
  }

  @Test
  void configurationsThatMakeNoSense() {
    Path file = folder.resolve("unet/config.json");
    for (String bad :
        new String[] {
          "",
          "[1, 2]",
          "{\"block_out_channels\": \"wide\"}",
          "{\"in_channels\": 1e300}",
          "{\"block_out_channels\": [999999999999, 1]}",
          "{\"layers_per_block\": -1}",
          "{\"norm_eps\": \"NaN\"}",
          "{\"attention_head_dim\": {}}",
        }) {
      TinyModels.write(file, bad);
      refused()
          .as(bad)
          .isInstanceOf(ModelConfigException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void partsOfAFolderThatAreMissingAreAllListedAtOnce(@TempDir Path empty) throws IOException {
    assertThatThrownBy(() -> Animator.builder().models(empty).build())
        .isInstanceOf(AnimationException.class)
        .hasMessage(
            """
            The models in %1$s lack parts:
              UNet: %1$s/unet
              VAE: %1$s/vae
              audio encoder: %1$s/audio_encoder
              category encodings, or a text encoder with its tokenizer: %1$s/class_clip_text_encodings_stable-diffusion-v1-5.pt
            asva models --models %1$s --dataset AVSync15 says where to get them."""
                .formatted(empty));
    Files.delete(folder.resolve("unet/config.json"));
    Files.delete(folder.resolve("vae/diffusion_pytorch_model.safetensors"));
    refused()
        .hasMessage(
            """
            The models in %1$s lack parts:
              UNet's configuration: %1$s/unet/config.json
              VAE's weights: %1$s/vae/diffusion_pytorch_model.safetensors (or .bin)
            asva models --models %1$s --dataset AVSync15 says where to get them."""
                .formatted(folder));
    assertThatThrownBy(() -> Animator.builder().models(folder.resolve("nowhere")).build())
        .isInstanceOf(ModelFolderException.class)
        .hasMessage(
            "There is no folder " + folder.resolve("nowhere") + " to take the models from.");
  }

  @Test
  void aFolderOfTheOriginalsLayoutSaysWhichDataSetsItHas(@TempDir Path root) throws IOException {
    Files.createDirectories(
        root.resolve("checkpoints/audio-cond_animation/landscapes_audio-cond_cfg"));
    assertThatThrownBy(() -> Animator.builder().models(root).build())
        .hasMessageContaining("lack parts:")
        .hasMessageEndingWith(
            "\nThe folder has the original's layout: name one of its data sets, [Landscapes].");
    assertThatThrownBy(() -> Animator.builder().models(root).dataset("AVSync15").build())
        .hasMessageContaining("avsync15_audio-cond_cfg/ckpts/checkpoint-37000/modules/unet")
        .hasMessageEndingWith(
            "\nIt holds models for the data sets [Landscapes].\n"
                + "asva models --models "
                + root
                + " --dataset AVSync15 says where to get them.");
    assertThatThrownBy(() -> Animator.builder().models(root).dataset("../AVSync15"))
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith("\"../AVSync15\" is no name of a data set");
    assertThatThrownBy(() -> Animator.builder().dataset("AVSync15").build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("give models(folder)");
  }

  @Test
  void nothingChosenSaysWhatCanBe() {
    assertThatThrownBy(() -> Animator.builder().vae(folder.resolve("vae")).build())
        .isInstanceOf(AnimationException.class)
        .hasMessageStartingWith("The models are missing: give models(folder), and dataset(name)")
        .hasMessageEndingWith(
            """
            of which these lack:
              UNet: unet(...)
              audio encoder: audioEncoder(...)
              category encodings, or a text encoder with its tokenizer: text(...)""");
  }

  @Test
  void widthsThatDoNotMeetNameBothSides() {
    TinyModels.encodings(folder, Map.of("bell ringing", 16));
    refused()
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("don't belong together: the UNet's cross_attention_dim is 8, ")
        .hasMessageEndingWith("the width of the encodings of texts is 16.");
    TinyModels.encodings(folder, Map.of("bell ringing", 8));
    TinyModels.write(
        folder.resolve("unet/config.json"),
        TinyModels.UNET.replace("_attention_dim\": 64", "_attention_dim\": 128"));
    refused()
        .isInstanceOf(GraphException.class)
        .hasMessageContaining("attn_audio.to_k.weight is 8x64, expected 8x128");
    TinyModels.write(folder.resolve("unet/config.json"), TinyModels.UNET);
    AudioEncoder wide = new FixedAudio(128);
    assertThatThrownBy(() -> TinyRequests.animator(folder).audioEncoder(wide).build())
        .isInstanceOf(AnimationException.class)
        .hasMessageContaining("the UNet's audio_cross_attention_dim is 64, the width of the audio")
        .hasMessageEndingWith(" encoder is 128.");
  }

  @Test
  void aVaeOfOtherLatentsOrColoursIsRefused() {
    String other = TinyModels.VAE.replace("\"layers_per", "\"latent_channels\": 8, \"layers_per");
    VaeConfig config = VaeConfig.of(Configs.of(other));
    TinyModels.write(folder.resolve("vae/config.json"), other);
    TinyModels.weights(folder.resolve("vae"), UnetModel.WEIGHTS, TinyVae.weights(config));
    refused()
        .isInstanceOf(AnimationException.class)
        .hasMessage(
            "The UNet and the VAE don't belong together: the UNet's in_channels is 4 and its out_channels 4; the VAE's latent_channels is 8.");
  }

  @Test
  void encodingsOfAnotherShapeAreListed() {
    new SafetensorsWriter()
        .add("good", FloatTensor.zeros(77, 8))
        .add("short", FloatTensor.zeros(1, 76, 8))
        .add("wide", FloatTensor.zeros(1, 77, 16))
        .replace(folder.resolve("class_clip_text_encodings_stable-diffusion-v1-5.safetensors"));
    refused()
        .isInstanceOf(TextException.class)
        .hasMessageContaining(
            "must hold encodings of texts, floats that can be seen as 1x77x8 each; found ")
        .hasMessageContaining("\n  short: F32 1x76x8")
        .hasMessageContaining("\n  wide: F32 1x77x16")
        .hasMessageNotContaining("good");
  }

  @Test
  void aNullTextOfAnotherShapeIsNoticedBeforeDenoising() {
    new SafetensorsWriter()
        .add("tensor", FloatTensor.zeros(1, 77, 9))
        .replace(folder.resolve("openai-clip-l_null_text_encoding.pt"));
    try (Animator animator = TinyRequests.animator(folder).build()) {
      AnimationRequest guided = TinyRequests.request().textGuidance(2).build();
      assertThatThrownBy(() -> animator.animate(guided))
          .isInstanceOf(AnimationException.class)
          .hasMessage(
              "The text is encoded as 1x77x9; the UNet takes 1xNx8 (its cross_attention_dim last).");
      assertThat(animator.animate(TinyRequests.request().build()).clips()).hasSize(1);
    }
  }

  @Test
  void aTokenizerOfAnotherVocabularyIsNoticed() throws IOException {
    TinyModels.addTextEncoder(folder);
    TinyModels.write(
        folder.resolve("text_encoder/config.json"), TinyModels.CLIP.replace("514", "500"));
    TinyModels.weights(
        folder.resolve("text_encoder"),
        "model",
        TinyModels.clipWeights(TinyModels.CLIP.replace("514", "500")));
    try (Animator animator = TinyRequests.animator(folder).build()) {
      AnimationRequest request = TinyRequests.request().text("a bell").build();
      assertThatThrownBy(() -> animator.animate(request))
          .hasMessageContaining("is not in the CLIP text encoder's vocabulary of 500.");
    }
    Files.delete(folder.resolve("tokenizer/merges.txt"));
    try (Animator animator = TinyRequests.animator(folder).build()) {
      AnimationRequest request = TinyRequests.request().text("a bell").build();
      assertThatThrownBy(() -> animator.animate(request)).hasMessageContaining("merges.txt");
    }
  }

  @Test
  void everyPartCanBeGivenWithoutAFolder() {
    float[] fromFolder;
    try (Animator animator = TinyRequests.animator(folder).build()) {
      fromFolder = animator.animate(TinyRequests.request().build()).clip().latents().values();
    }
    Vae vae = Vae.open(VaeConfig.of(Configs.of(TinyModels.VAE)), TinyVae.weights(), Device.cpu());
    Animator animator =
        Animator.builder()
            .unet(new UnetModel(TinyUnet.config(), TinyUnet.weights()))
            .vae(vae)
            .audioEncoder(
                AudioEncoder.of(ImageBindAudio.open(TinyModels.audioWeights(), Device.cpu())))
            .text(new FixedText())
            .size(16, 16)
            .device(Device.cpu())
            .build();
    try (animator) {
      assertThat(animator.config().models()).isEmpty();
      assertThat(animator.animate(TinyRequests.request().build()).clip().latents().values())
          .usingComparatorWithPrecision(1e-5f)
          .containsExactly(fromFolder);
    }
    assertThatThrownBy(() -> vae.decode(FloatTensor.zeros(1, 8, 8, 4)))
        .as("the animator closes what it was given")
        .hasMessageContaining("it is closed");
  }

  @Test
  void partsCanReplaceThoseOfAFolder() {
    AudioEncoder deaf = new FixedAudio(TinyModels.AUDIO);
    try (Animator usual = TinyRequests.animator(folder).build();
        Animator other =
            TinyRequests.animator(folder)
                .audioEncoder(deaf)
                .unet(folder.resolve("unet"))
                .vae(folder.resolve("vae"))
                .build()) {
      assertThat(other.animate(TinyRequests.request().build()).clip().latents().values())
          .isNotEqualTo(usual.animate(TinyRequests.request().build()).clip().latents().values());
    }
  }

  @Test
  void aFailedBuildClosesWhatItOpenedAndNothingElse() throws IOException {
    Vae vae = Vae.open(VaeConfig.of(Configs.of(TinyModels.VAE)), TinyVae.weights(), Device.cpu());
    FixedAudio audio = new FixedAudio(128);
    try (vae) {
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> TinyRequests.animator(folder).vae(vae).audioEncoder(audio).build())
            .isInstanceOf(AnimationException.class);
      }
      assertThat(vae.decode(FloatTensor.zeros(1, 8, 8, 4)).shape().dim(1)).isEqualTo(16);
      assertThat(audio.closed).isFalse();
    }
  }

  @Test
  void whatStandsForNoAudioIsEncodedOnce() {
    FixedAudio audio = new FixedAudio(TinyModels.AUDIO);
    try (Animator animator = TinyRequests.animator(folder).audioEncoder(audio).build()) {
      animator.animate(TinyRequests.request().clips(2).build());
      animator.animate(TinyRequests.request().build());
    }
    assertThat(audio.calls).as("three clips and one silence").isEqualTo(4);
    assertThat(audio.closed).isTrue();
  }

  @Test
  void anEncoderOfAudioThatBreaksItsPromiseIsNoticed() {
    AudioEncoder liar =
        new FixedAudio(TinyModels.AUDIO) {
          @Override
          public FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
            return FloatTensor.zeros(1, 228, TinyModels.AUDIO);
          }
        };
    try (Animator animator = TinyRequests.animator(folder).audioEncoder(liar).build()) {
      AnimationRequest request = TinyRequests.request().build();
      assertThatThrownBy(() -> animator.animate(request))
          .isInstanceOf(AnimationException.class)
          .hasMessageStartingWith("The audio encoder gives 1x228x64; the UNet takes 1x229x64");
    }
  }

  /** Hears the same whatever sounds. */
  private static class FixedAudio implements AudioEncoder {
    private final int channels;
    private int calls;
    private boolean closed;

    FixedAudio(int channels) {
      this.channels = channels;
    }

    @Override
    public int channels() {
      return channels;
    }

    @Override
    public FloatTensor tokens(FloatTensor mel, Cancellation cancellation) {
      calls++;
      return TinyModels.values("sound", 1, TOKENS, channels);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** The encodings that {@link TinyModels#folder} writes. */
  private static final class FixedText implements TextSource {
    @Override
    public int channels() {
      return TinyModels.TEXT;
    }

    @Override
    public FloatTensor category(String name, Cancellation cancellation) {
      return TinyModels.values(name, 1, 77, TinyModels.TEXT);
    }

    @Override
    public FloatTensor text(String text, Cancellation cancellation) {
      return category(text, cancellation);
    }

    @Override
    public FloatTensor nullText(Cancellation cancellation) {
      return category("null", cancellation);
    }

    @Override
    public void close() {}
  }
}
