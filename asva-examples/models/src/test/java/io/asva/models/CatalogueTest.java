package io.asva.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asva.diffusion.model.PublishedDataset;
import io.asva.metrics.evaluation.EvaluationMetric;
import io.asva.metrics.evaluation.EvaluationModels;
import io.asva.models.download.Checksum;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {
  private static final URI HUB = URI.create("https://huggingface.co");

  private final Catalogue catalogue = Catalogue.published();

  @Test
  void everyPartIsPublishedSomewhere() {
    assertThat(catalogue.files())
        .extracting(Published::part)
        .containsAll(EnumSet.allOf(ModelPart.class));
  }

  @Test
  void everyFileSaysWhoSaysSo() {
    assertThat(catalogue.files())
        .allSatisfy(
            file -> {
              assertThat(file.sources()).as("%s", file).isNotEmpty();
              assertThat(file.page()).hasScheme("https");
              assertThat(file.address().orElse(HUB)).hasScheme("https");
              assertThat(file.uses()).isNotEmpty();
            });
  }

  @Test
  void noFileIsFetchedWhoseKindIsKnownByNothing() {
    assertThat(catalogue.files())
        .filteredOn(file -> file.hub().isPresent())
        .allSatisfy(file -> assertThat(file.checksum()).as("%s", file).isPresent())
        .allSatisfy(file -> assertThat(file.size()).as("%s", file).isPresent());
  }

  @Test
  void aFileOfTheHubIsOneOfACommit() {
    Published vae =
        catalogue.files().stream().filter(f -> f.part() == ModelPart.VAE).findFirst().orElseThrow();
    assertThat(vae.hub().orElseThrow().address(URI.create("http://mirror:80/")))
        .isEqualTo(
            URI.create(
                "http://mirror:80/stable-diffusion-v1-5/stable-diffusion-v1-5/resolve/"
                    + "451f4fe16113bff5a5d2269ed5ad43b0592e9a14/vae/diffusion_pytorch_model.safetensors"));
    assertThat(vae.name()).contains("diffusion_pytorch_model.safetensors");
  }

  @ParameterizedTest
  @EnumSource(PublishedDataset.class)
  void eachDataSetHasItsUnetAndNoOther(PublishedDataset dataset) {
    List<Published> files = catalogue.files(Set.of(Purpose.ANIMATE), dataset.folder());
    assertThat(files).filteredOn(file -> file.part() == ModelPart.UNET).hasSize(1);
    assertThat(files).extracting(Published::part).doesNotHaveDuplicates();
  }

  /** The same files as those who read them ask for. */
  @Test
  void evaluatingTakesWhatTheMetricsNeed() {
    Path root = Path.of("models").toAbsolutePath();
    EvaluationModels models = EvaluationModels.of(root);
    Set<Path> needed = new HashSet<>();
    for (EvaluationMetric metric : EvaluationMetric.values()) {
      needed.addAll(models.needs(metric));
    }
    List<Path> listed =
        catalogue.files(Set.of(Purpose.EVALUATE), "AVSync15").stream()
            .map(file -> file.part().place(new Places(Path.of("."), "AVSync15")).path())
            .map(place -> root.resolve(Path.of(".").relativize(place)).normalize())
            .toList();
    assertThat(needed)
        .allSatisfy(
            path -> assertThat(listed).as("%s", path).anyMatch(place -> place.startsWith(path)));
  }

  @Test
  void aHashHasTheDigitsOfItsAlgorithm() {
    assertThat(Checksum.parse("git:" + "0a".repeat(20)).algorithm())
        .isEqualTo(Checksum.Algorithm.GIT_BLOB);
    assertThatThrownBy(() -> Checksum.parse("sha256:" + "0a".repeat(20)))
        .hasMessage("\"" + "0a".repeat(20) + "\" is no sha256 hash");
    assertThatThrownBy(() -> Checksum.parse("md5:0a"))
        .hasMessage("\"md5:0a\" is no sha256:... and no git:...");
  }
}
