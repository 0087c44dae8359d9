package io.asva.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.asva.core.ProgressMonitor;
import io.asva.core.files.IfExists;
import io.asva.core.files.Sha256;
import io.asva.models.Published.HubFile;
import io.asva.models.download.Checksum;
import io.asva.models.download.DownloadException;
import io.asva.models.download.Hub;
import io.asva.models.download.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching a small catalogue from a server on this machine. */
class ModelsFetcherTest {
  private static final URI PAGE = URI.create("https://authors.invalid/page");
  private static final Set<Purpose> ANIMATE = Set.of(Purpose.ANIMATE);

  private final Path published;
  private final Path root;
  private TestServer server;

  ModelsFetcherTest(@TempDir Path folder) {
    this.published = folder.resolve("published");
    this.root = folder.resolve("models");
  }

  @BeforeEach
  void serve() throws IOException {
    Samples.weights(
        published.resolve("imagebind"), "modality_preprocessors.audio.rgbt_stem.proj.weight");
    Samples.text(published.resolve("owner/sd/resolve/c0ffee/vae/config.json"), CONFIG);
    server = new TestServer(this::answer);
  }

  private static final String CONFIG = "{\"_class_name\": \"AutoencoderKL\"}";

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = published.resolve(exchange.getRequestURI().getPath().substring(1));
    if (Files.isRegularFile(file)) {
      TestServer.file(exchange, Files.readAllBytes(file));
    } else {
      TestServer.status(exchange, 404);
    }
  }

  private Published file(
      ModelPart part, Role role, Optional<String> address, Optional<Checksum> checksum) {
    boolean hub = part == ModelPart.VAE_CONFIG;
    return new Published(
        part,
        Optional.empty(),
        Map.of(Purpose.ANIMATE, role),
        OptionalLong.empty(),
        checksum,
        address.map(server::address),
        hub ? Optional.of(new HubFile("owner/sd", "c0ffee", "vae/config.json")) : Optional.empty(),
        PAGE,
        Optional.empty(),
        List.of("this test"));
  }

  private ModelsFolder folder() throws IOException {
    Checksum checksum =
        new Checksum(Checksum.Algorithm.SHA256, Sha256.of(published.resolve("imagebind")));
    return new ModelsFolder(
        root,
        "AVSync15",
        new Catalogue(
            List.of(
                file(ModelPart.UNET, Role.NEEDED, Optional.empty(), Optional.empty()),
                file(ModelPart.VAE_CONFIG, Role.NEEDED, Optional.empty(), Optional.empty()),
                file(
                    ModelPart.IMAGE_BIND,
                    Role.NEEDED,
                    Optional.of("/imagebind"),
                    Optional.of(checksum)),
                file(ModelPart.NULL_TEXT, Role.OPTIONAL, Optional.empty(), Optional.empty()))));
  }

  private ModelsFetcherBuilder fetcher() {
    return ModelsFetcher.builder().hub(new Hub(server.address(""), Optional.of("hf_token")));
  }

  @Test
  void allThatHasAnAddressIsFetchedAndTheRestIsLeftToAPerson() throws IOException {
    List<ModelPart> begun = new ArrayList<>();
    Listing after =
        fetcher()
            .build()
            .fetch(
                folder(),
                ANIMATE,
                ProgressMonitor.none(),
                file -> begun.add(file.published().part()));
    assertThat(begun).containsExactly(ModelPart.VAE_CONFIG, ModelPart.IMAGE_BIND);
    assertThat(root.resolve("pretrained/stable-diffusion-v1-5/vae/config.json")).hasContent(CONFIG);
    assertThat(after.byHand())
        .extracting(file -> file.published().part())
        .containsExactly(ModelPart.UNET);
    assertThat(after.lacking()).hasSize(1);
  }

  @Test
  void filesThatAreHereAreNotFetchedAgain() throws IOException {
    fetcher().build().fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {});
    int before = server.asked().size();
    fetcher().build().fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {});
    assertThat(server.asked()).hasSize(before);
  }

  @Test
  void aMirrorHasAllInTheirPlaces() throws IOException {
    Samples.text(
        published.resolve("my mirror/pretrained/stable-diffusion-v1-5/vae/config.json"), CONFIG);
    Files.createDirectories(published.resolve("my mirror/.checkpoints"));
    Files.copy(
        published.resolve("imagebind"),
        published.resolve("my mirror/.checkpoints/imagebind_huge.pth"));
    String unet =
        "checkpoints/audio-cond_animation/avsync15_audio-cond_cfg/ckpts/checkpoint-37000/modules/unet/"
            + "diffusion_pytorch_model.bin";
    Samples.weights(
        published.resolve("my mirror").resolve(unet), "conv_in.weight", "conv_in.conv_temp.weight");
    Listing after =
        fetcher()
            .mirror(server.address("/my%20mirror"))
            .build()
            .fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {});
    assertThat(after.isComplete()).isTrue();
    assertThat(root.resolve(unet)).isRegularFile();
  }

  @Test
  void aMirrorNeedNotHaveWhatOnlyPersonsMayAskForButAllElse() throws IOException {
    assertThatThrownBy(
            () ->
                fetcher()
                    .mirror(server.address("/empty/"))
                    .build()
                    .fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {}))
        .isInstanceOf(DownloadException.class)
        .hasMessageContaining(
            "/empty/pretrained/stable-diffusion-v1-5/vae/config.json doesn't exist (404)");
  }

  @Test
  void aFileOfAnotherKindIsNotPutIntoPlace() throws IOException {
    Samples.text(published.resolve("owner/sd/resolve/c0ffee/vae/config.json"), "{\"a\": \"b\"}");
    assertThatThrownBy(
            () -> fetcher().build().fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {}))
        .isInstanceOf(ModelsException.class)
        .hasMessage(
            server.address("/owner/sd/resolve/c0ffee/vae/config.json")
                + " gave another JSON document; a VAE's configuration was expected. Look at "
                + PAGE
                + ".");
    assertThat(root.resolve("pretrained/stable-diffusion-v1-5/vae")).isEmptyDirectory();
  }

  @Test
  void aBrokenFileInThePlaceIsKeptUnlessItIsToBeReplaced() throws IOException {
    Path place = Samples.text(root.resolve(".checkpoints/imagebind_huge.pth"), "<html>");
    assertThatThrownBy(
            () -> fetcher().build().fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {}))
        .hasMessage(
            place
                + " is a web page, such as one that asks to sign in or to confirm, and is kept:"
                + " remove it, or ask to replace it (--overwrite).");
    fetcher()
        .ifExists(IfExists.REPLACE)
        .build()
        .fetch(folder(), ANIMATE, ProgressMonitor.none(), file -> {});
    assertThat(place).hasSameBinaryContentAs(published.resolve("imagebind"));
  }

  @Test
  void theListingSaysHowMuchOfAFileIsFetched() throws IOException {
    Samples.text(root.resolve(".checkpoints/imagebind_huge.pth.part"), "12345");
    assertThat(folder().list(ANIMATE).files().get(2).state()).isEqualTo(new FileState.Missing(5));
  }

  @Test
  void aMirrorIsAWebServer() {
    assertThatThrownBy(() -> fetcher().mirror(URI.create("/mnt/models")).build())
        .hasMessage(
            "The mirror is \"/mnt/models\"; an address that begins with https:// was expected.");
    assertThatThrownBy(() -> fetcher().mirror(URI.create("https://me:secret@host/")).build())
        .hasMessageContaining("holds a name or password")
        .hasMessageNotContaining("secret");
  }
}
