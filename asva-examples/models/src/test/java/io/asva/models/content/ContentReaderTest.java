package io.asva.models.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.asva.models.Samples;
import io.asva.models.content.Content.ArchiveForm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentReaderTest {
  private final Path folder;
  private final Path file;

  ContentReaderTest(@TempDir Path folder) {
    this.folder = folder;
    this.file = folder.resolve("any name.xyz");
  }

  @Test
  void networksAreKnownByTheirTensors() throws IOException {
    Map<ContentKind, String[]> tensors =
        Map.of(
            ContentKind.UNET, names("conv_in.weight", "conv_in.conv_temp.weight"),
            ContentKind.IMAGE_UNET, names("conv_in.weight", "time_embedding.linear_1.weight"),
            ContentKind.VAE, names("encoder.conv_in.weight", "decoder.conv_in.weight"),
            ContentKind.TEXT_ENCODER, names("text_model.embeddings.token_embedding.weight"),
            ContentKind.IMAGE_BIND, names("modality_preprocessors.audio.rgbt_stem.proj.weight"),
            ContentKind.SYNC_AUDIO, names("conv1.0.weight", "block1.conv1.weight"),
            ContentKind.SYNC_VIDEO, names("conv1.0.weight", "conv2x.0.spt_conv1.weight"),
            ContentKind.SYNC_HEAD, names("fc.0.weight", "fc.6.weight"),
            ContentKind.AVID, names("audio_model.conv1.weight", "video_model.conv1.weight"),
            ContentKind.INCEPTION, names("Conv2d_1a_3x3.conv.weight"));
    for (Map.Entry<ContentKind, String[]> entry : tensors.entrySet()) {
      Samples.weights(file, entry.getValue());
      assertOnly(entry.getKey());
    }
  }

  private static String[] names(String... names) {
    return names;
  }

  private void assertOnly(ContentKind expected) {
    Content content = ContentReader.read(file);
    assertThat(Arrays.stream(ContentKind.values()).filter(kind -> kind.fits(content)))
        .as("%s", content)
        .containsExactly(expected);
  }

  @Test
  void encodingsAreKnownByTheirRows() throws IOException {
    Samples.encodings(file, "dog barking", "hammering");
    assertOnly(ContentKind.TEXT_ENCODINGS);
    Samples.encodings(file, "tensor");
    assertOnly(ContentKind.TEXT_ENCODING);
  }

  @Test
  void documentsAreKnownByWhatTheySay() throws IOException {
    Map<ContentKind, String> documents =
        Map.of(
            ContentKind.UNET_CONFIG, "{\"audio_cross_attention_dim\": 768}",
            ContentKind.IMAGE_UNET_CONFIG, "{\"_class_name\": \"UNet2DConditionModel\", \"n\": 1}",
            ContentKind.VAE_CONFIG, "{\"_class_name\": \"AutoencoderKL\"}",
            ContentKind.TEXT_ENCODER_CONFIG, "{\"architectures\": [\"CLIPTextModel\"]}",
            ContentKind.SCHEDULER, "{\"_class_name\": \"PNDMScheduler\"}",
            ContentKind.VOCABULARY, "{\"!\": 0, \"<|endoftext|>\": 49407}",
            ContentKind.CLASS_MAPPING, "{\"lions_roaring\": \"lions roaring\"}",
            ContentKind.MERGES, "#version: 0.2\ni n\n");
    for (Map.Entry<ContentKind, String> entry : documents.entrySet()) {
      Samples.text(file, entry.getValue());
      assertOnly(entry.getKey());
    }
  }

  @Test
  void aZipWithCodeAndAPickleIsTorchScript() throws IOException {
    Samples.zip(file, "i3d/data.pkl", "i3d/code/__torch__.py", "i3d/constants.pkl");
    assertOnly(ContentKind.TORCH_SCRIPT);
  }

  @Test
  void archivesAreKnown() throws IOException {
    Samples.zip(file, "ckpts/config.yaml");
    assertThat(ContentReader.read(file)).isEqualTo(new Content.Archive(ArchiveForm.ZIP));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(1);
    }
    assertThat(ContentReader.read(file)).isEqualTo(new Content.Archive(ArchiveForm.GZIP));
  }

  @Test
  void aBeginWithoutItsEndIsCutShort() throws IOException {
    Samples.cut(Samples.weights(file, "fc.6.weight"), 1);
    assertThat(ContentReader.read(file)).isEqualTo(new Content.CutShort());
    Samples.cut(Samples.weights(file, "fc.6.weight"), 60);
    assertThat(ContentReader.read(file)).isEqualTo(new Content.CutShort());
    Samples.cut(Samples.zip(file, "i3d/data.pkl", "i3d/code/a.py"), 30);
    assertThat(ContentReader.read(file)).isEqualTo(new Content.CutShort());
    Samples.text(file, "{\"_class_name\": \"Auto");
    assertThat(ContentReader.read(file)).isEqualTo(new Content.CutShort());
  }

  @Test
  void aPageInPlaceOfAFileIsToldApart() throws IOException {
    Samples.text(file, "\n<!DOCTYPE html><html>Google Drive - Virus scan warning</html>");
    assertThat(ContentReader.read(file)).isEqualTo(new Content.Page());
    Samples.text(file, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
    assertThat(ContentReader.read(file)).isEqualTo(new Content.Pointer());
  }

  @Test
  void theRestIsUnknownWithAReason() throws IOException {
    Samples.text(file, "");
    assertThat(ContentReader.read(file)).isEqualTo(new Content.Unknown("empty"));
    Samples.text(file, "nothing of ours");
    assertThat(ContentReader.read(file).words()).startsWith("nothing that is known here: ");
    assertThat(ContentReader.read(folder).words()).startsWith("a file that can't be read: ");
  }
}
