package io.asva.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsIntakeTest {
  private static final String UNET =
      "checkpoints/audio-cond_animation/avsync15_audio-cond_cfg/ckpts/checkpoint-37000/modules/unet/";
  private static final String CLASSIFIER =
      "checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules/";

  private final Path downloads;
  private final Path root;

  ModelsIntakeTest(@TempDir Path folder) throws IOException {
    this.downloads = Files.createDirectories(folder.resolve("downloads"));
    this.root = folder.resolve("models");
  }

  private List<PlacedFile> put(Path file) {
    return put(file, "AVSync15");
  }

  private List<PlacedFile> put(Path file, String dataset) {
    return new ModelsIntake(new ModelsFolder(root, dataset), IfExists.FAIL)
        .put(file, ProgressMonitor.none());
  }

  private Path unet(String name) throws IOException {
    return Samples.weights(downloads.resolve(name), "conv_in.weight", "conv_in.conv_temp.weight");
  }

  @Test
  void aFileIsKnownByItsContentAndNotByItsName() throws IOException {
    Path file = unet("imagebind_huge (1).pth");
    assertThat(put(file))
        .containsExactly(
            new PlacedFile(
                ModelPart.UNET,
                "imagebind_huge (1).pth",
                root.resolve(UNET + "diffusion_pytorch_model.safetensors")));
    assertThat(root.resolve(UNET + "diffusion_pytorch_model.safetensors"))
        .hasSameBinaryContentAs(file);
  }

  @Test
  void aFileThatIsThereIsKeptUnlessItIsToBeReplaced() throws IOException {
    Path file = unet("unet");
    put(file);
    assertThatThrownBy(() -> put(file))
        .isInstanceOf(OutputException.class)
        .hasMessageContaining("exists and is kept");
    new ModelsIntake(new ModelsFolder(root, "AVSync15"), IfExists.REPLACE)
        .put(file, ProgressMonitor.none());
  }

  @Test
  void aZipFileIsLookedThroughAndLeavesNothingElse() throws IOException {
    Path zip = downloads.resolve("drive-download.zip");
    Path audio = Samples.weights(downloads.resolve("a"), "block1.conv1.weight");
    Path video = Samples.weights(downloads.resolve("v"), "conv2x.0.spt_conv1.weight");
    Path head = Samples.weights(downloads.resolve("h"), "fc.6.weight");
    Path optimizer = Samples.weights(downloads.resolve("o"), "state.0.exp_avg");
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream members = new ZipOutputStream(out)) {
      add(members, "../../evil/modules/audio_encoder/w.bin", audio);
      add(members, "vggss_sync_contrast/modules/video_encoder/w.bin", video);
      add(members, "vggss_sync_contrast/modules/head/w.bin", head);
      add(members, "vggss_sync_contrast/optimizer.bin", optimizer);
    }
    assertThat(put(zip))
        .extracting(PlacedFile::part)
        .containsExactly(ModelPart.SYNC_AUDIO, ModelPart.SYNC_VIDEO, ModelPart.SYNC_HEAD);
    assertThat(root.resolve(CLASSIFIER + "head/diffusion_pytorch_model.safetensors"))
        .hasSameBinaryContentAs(head);
    assertThat(root).isDirectoryNotContaining(file -> !file.endsWith("checkpoints"));
    assertThat(downloads.getParent()).isDirectoryNotContaining("glob:**evil");
  }

  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    Files.copy(file, zip);
  }

  @Test
  void aFolderThatWasUnpackedIsLookedThrough() throws IOException {
    unet("x/ckpts/checkpoint-37000/modules/unet/diffusion_pytorch_model.bin");
    Samples.text(
        downloads.resolve("x/ckpts/checkpoint-37000/modules/unet/config.json"),
        "{\"audio_cross_attention_dim\": 768}");
    Samples.weights(
        downloads.resolve("x/ckpts/checkpoint-37000/modules/audio_encoder/w.bin"),
        "preprocessor.rgbt_stem.proj.weight");
    assertThat(put(downloads.resolve("x")))
        .extracting(PlacedFile::part)
        .containsExactly(ModelPart.UNET_CONFIG, ModelPart.UNET);
    assertThat(root.resolve(".checkpoints")).doesNotExist();
  }

  @Test
  void anotherDataSetsFilesAreNotTaken() throws IOException {
    Path mapping =
        Samples.text(downloads.resolve("class_mapping.json"), "{\"thunder\": \"thunder\"}");
    assertThatThrownBy(() -> put(mapping))
        .isInstanceOf(ModelsException.class)
        .hasMessage(
            mapping
                + " belongs to Landscapes, and this is for AVSync15: give --dataset Landscapes.");
    unet("drive/landscapes_audio-cond_cfg/unet.bin");
    assertThatThrownBy(() -> put(downloads.resolve("drive")))
        .hasMessage(
            downloads.resolve("drive")
                + " holds none of the files that AVSync15's models need, but some of Landscapes:"
                + " name it with --dataset.");
    assertThat(put(downloads.resolve("drive"), "Landscapes"))
        .extracting(PlacedFile::part)
        .containsExactly(ModelPart.UNET);
  }

  @Test
  void whereContentTellsNothingApartTheNameDoes() throws IOException {
    Path encoding = Samples.encodings(downloads.resolve("download.pt"), "tensor");
    assertThatThrownBy(() -> put(encoding, "TheGreatestHits"))
        .hasMessage(
            encoding
                + " may be category encoding or null text encoding, which nothing in it tells apart."
                + " Call it class_clip_text_encodings_stable-diffusion-v1-5.pt or"
                + " openai-clip-l_null_text_encoding.pt.");
    Path named = downloads.resolve("openai-clip-l_null_text_encoding.pt");
    Files.move(encoding, named);
    assertThat(put(named, "TheGreatestHits"))
        .extracting(PlacedFile::part)
        .containsExactly(ModelPart.NULL_TEXT);
  }

  @Test
  void whatIsNoneOfTheModelsFilesIsToldSo() throws IOException {
    Path page = Samples.text(downloads.resolve("view"), "<html>Virus scan warning</html>");
    assertThatThrownBy(() -> put(page))
        .hasMessage(
            page
                + " is a web page, such as one that asks to sign in or to confirm: none of the files"
                + " that the models need.");
    Path packed = downloads.resolve("checkpoint.tar.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(1);
    }
    assertThatThrownBy(() -> put(packed))
        .hasMessage(
            packed
                + " is an archive (gzip), which isn't opened here: unpack it (tar xf FILE), and give"
                + " the folder.");
  }

  @Test
  void aDownloadThatWasDamagedOnItsWayIsNotTaken() throws IOException {
    String half = "{\"_class_name\": \"AutoencoderKL\", \"x\": \"";
    Path config =
        Samples.text(
            downloads.resolve("config.json"), half + "x".repeat(547 - half.length() - 2) + "\"}");
    assertThatThrownBy(() -> put(config))
        .isInstanceOf(ModelsException.class)
        .hasMessageStartingWith(
            config + " was damaged on its way: it has the size of VAE, configuration as published");
  }
}
