package io.asva.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.model.ModelFolderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsFolderTest {
  private static final String UNET =
      "checkpoints/audio-cond_animation/avsync15_audio-cond_cfg/ckpts/checkpoint-37000/modules/unet/";
  private static final String DIFFUSION = "pretrained/stable-diffusion-v1-5/";

  private final Path root;

  ModelsFolderTest(@TempDir Path root) {
    this.root = root;
  }

  private ListedFile file(ModelPart part, Purpose... purposes) {
    return list(purposes).files().stream()
        .filter(file -> file.published().part() == part)
        .findFirst()
        .orElseThrow();
  }

  private Listing list(Purpose... purposes) {
    return new ModelsFolder(root, "avsync15")
        .list(purposes.length == 0 ? Set.of(Purpose.ANIMATE) : Set.of(purposes));
  }

  @Test
  void inAnEmptyFolderAllIsMissingAtItsPlace() {
    assertThat(list().files())
        .allSatisfy(file -> assertThat(file.state()).isEqualTo(new FileState.Missing(0)));
    assertThat(file(ModelPart.UNET).place())
        .isEqualTo(root.resolve(UNET + "diffusion_pytorch_model.bin"));
    assertThat(file(ModelPart.VAE).place())
        .isEqualTo(root.resolve(DIFFUSION + "vae/diffusion_pytorch_model.safetensors"));
    assertThat(file(ModelPart.IMAGE_BIND).place())
        .isEqualTo(root.resolve(".checkpoints/imagebind_huge.pth"));
    assertThat(file(ModelPart.SYNC_HEAD, Purpose.SYNC).place())
        .isEqualTo(
            root.resolve(
                "checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules/head/diffusion_pytorch_model.bin"));
    assertThat(list().byHand())
        .extracting(file -> file.published().part())
        .containsExactly(ModelPart.UNET_CONFIG, ModelPart.UNET);
  }

  @Test
  void aFileOfItsKindIsHereWhateverItsNameAmongThoseThatAreRead() throws IOException {
    Path vae = root.resolve(DIFFUSION + "vae/diffusion_pytorch_model.bin");
    Samples.weights(vae, "encoder.conv_in.weight", "decoder.conv_in.weight");
    assertThat(file(ModelPart.VAE).state()).isEqualTo(new FileState.Here(Files.size(vae)));
  }

  @Test
  void aFileInThePlaceOfAnotherIsOfAnotherKind() throws IOException {
    Samples.weights(root.resolve(".checkpoints/imagebind_huge.pth"), "fc.6.weight");
    assertThat(file(ModelPart.IMAGE_BIND).state())
        .isEqualTo(new FileState.OfAnotherKind("weights of another network (fc.6.weight, ...)"));
    Samples.text(root.resolve(".checkpoints/imagebind_huge.pth"), "<html>sign in</html>");
    assertThat(file(ModelPart.IMAGE_BIND).state())
        .isEqualTo(
            new FileState.OfAnotherKind(
                "a web page, such as one that asks to sign in or to confirm"));
  }

  @Test
  void aBeginIsCutShortWhetherItsFormatSaysSoOrItsPublishedSize() throws IOException {
    Path encoder = root.resolve(DIFFUSION + "text_encoder/model.safetensors");
    Samples.cut(Samples.weights(encoder, "text_model.embeddings.token_embedding.weight"), 4);
    assertThat(file(ModelPart.TEXT_ENCODER).state())
        .isEqualTo(new FileState.CutShort(Files.size(encoder)));
    Path pickle = Samples.text(root.resolve(".checkpoints/imagebind_huge.pth"), "\u0080\u0002");
    assertThat(file(ModelPart.IMAGE_BIND).state())
        .isEqualTo(new FileState.CutShort(Files.size(pickle)));
  }

  @Test
  void whereCategoriesAreEncodedNoTextEncoderIsNeeded() throws IOException {
    assertThat(file(ModelPart.TEXT_ENCODER).need()).isEqualTo(Need.NEEDED);
    assertThat(file(ModelPart.CATEGORY_ENCODINGS).need()).isEqualTo(Need.SPARED);
    Samples.encodings(
        root.resolve(
            "datasets/AVSync15/class_clip_text_encodings_stable-diffusion-v1-5.safetensors"),
        "hammering",
        "dog barking");
    assertThat(file(ModelPart.TEXT_ENCODER).need()).isEqualTo(Need.SPARED);
    assertThat(file(ModelPart.CATEGORY_ENCODINGS).isHere()).isTrue();
    assertThat(file(ModelPart.MERGES, Purpose.ANIMATE, Purpose.EVALUATE).need())
        .isEqualTo(Need.NEEDED);
  }

  /** The listing and who animates agree on what is lacking. */
  @Test
  void whatIsCompleteAnimates() throws IOException {
    Samples.text(root.resolve(UNET + "config.json"), "{\"audio_cross_attention_dim\": 768}");
    Samples.weights(root.resolve(UNET + "diffusion_pytorch_model.bin"), "conv_in.conv_temp.weight");
    Samples.text(
        root.resolve(DIFFUSION + "vae/config.json"), "{\"_class_name\":\"AutoencoderKL\"}");
    Samples.weights(
        root.resolve(DIFFUSION + "vae/diffusion_pytorch_model.bin"),
        "encoder.conv_in.weight",
        "decoder.conv_in.weight");
    Samples.weights(
        root.resolve(".checkpoints/imagebind_huge.pth"),
        "modality_preprocessors.audio.rgbt_stem.proj.weight");
    assertThat(list().isComplete()).isFalse();
    Samples.encodings(
        root.resolve("datasets/AVSync15/class_clip_text_encodings_stable-diffusion-v1-5.pt"),
        "hammering",
        "dog barking");
    assertThat(list().lacking()).isEmpty();
    assertThat(ModelFolder.ofDataset(root, "AVSync15").missing()).isEmpty();
  }

  @Test
  void aDataSetWithoutAPublishedModelIsRefused() {
    assertThatThrownBy(() -> new ModelsFolder(root, "Mine"))
        .isInstanceOf(ModelsException.class)
        .hasMessage(
            "No model was published for the data set Mine; there are some for AVSync15, Landscapes,"
                + " TheGreatestHits.");
  }

  @Test
  void aFolderThatIsNotThereIsToldSo() {
    assertThatThrownBy(
            () -> new ModelsFolder(root.resolve("none"), "AVSync15").list(Set.of(Purpose.ANIMATE)))
        .isInstanceOf(ModelFolderException.class)
        .hasMessageContaining("There is no folder " + root.resolve("none"));
  }
}
