package io.asva.examples.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.asva.models.download.Downloader;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which packages may use which. A package and its {@code internal} are one. */
class ArrowsTest {
  private static final String ROOT = "io.asva.";
  private static final String INTERNAL = ".internal";

  /** The packages of each artifact, and those of the artifacts that it may use. */
  private static final Map<String, Set<String>> ARTIFACTS =
      Map.ofEntries(
          Map.entry("core", Set.of()),
          Map.entry("media", Set.of("core")),
          Map.entry("training", Set.of("core")),
          Map.entry("audio", Set.of("core")),
          Map.entry("vae", Set.of("core")),
          Map.entry("unet", Set.of("core")),
          Map.entry("diffusion", Set.of("core", "media", "audio", "vae", "unet")),
          Map.entry(
              "diffusion.training",
              Set.of("core", "media", "training", "audio", "vae", "unet", "diffusion")),
          Map.entry("sync", Set.of("core", "media", "audio")),
          Map.entry("sync.training", Set.of("core", "media", "training", "audio", "sync")),
          Map.entry("metrics", Set.of("core", "media", "training", "audio", "sync")),
          Map.entry("serve", Set.of("core", "media", "diffusion", "sync")),
          Map.entry(
              "models",
              Set.of("core", "media", "audio", "vae", "unet", "diffusion", "sync", "metrics")),
          Map.entry(
              "verify",
              Set.of(
                  "core",
                  "media",
                  "training",
                  "audio",
                  "vae",
                  "unet",
                  "diffusion",
                  "diffusion.training",
                  "sync",
                  "sync.training",
                  "metrics")));

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(ArrowsTest::isMain)
          .importPackages("io.asva");

  /** Test classes of other modules come in jars and folders of their own. */
  private static boolean isMain(Location location) {
    return !location.contains("test-classes") && !location.contains("-tests.jar");
  }

  @Test
  void packagesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .assignedFrom(new Rooms())
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  @Test
  void nobodyUsesTheInternalsOfAnother() {
    classes().should(new KeepToTheirOwnInternals()).check(CLASSES);
  }

  @Test
  void artifactsUseThoseBelow() {
    assertThat(CLASSES.stream().map(ArrowsTest::artifact)).containsAll(ARTIFACTS.keySet());
    classes().should(new UseArtifactsBelow(ARTIFACTS)).check(CLASSES);
  }

  /** Whoever looks for what could open a connection finds one package. */
  @Test
  void nobodyButDownloadsOpensConnections() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.asva.models.download..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("java.net.http..")
                .or(type(HttpURLConnection.class))
                .or(type(Socket.class))
                .or(type(SocketChannel.class)))
        .check(CLASSES);
    assertThat(CLASSES.get(Downloader.class).getDirectDependenciesFromSelf())
        .anyMatch(dependency -> dependency.getTargetClass().isEquivalentTo(HttpClient.class));
  }

  @Test
  void anArrowIsSeen() {
    Map<String, Set<String>> less = new HashMap<>(ARTIFACTS);
    less.put("audio", Set.of());
    assertThat(classes().should(new UseArtifactsBelow(less)).evaluate(CLASSES).hasViolation())
        .isTrue();
  }

  /** The artifact that a class belongs to, by its package. */
  private static String artifact(JavaClass type) {
    String name = (type.getPackageName() + ".").substring(ROOT.length());
    return ARTIFACTS.keySet().stream()
        .filter(artifact -> name.startsWith(artifact + "."))
        .max(Comparator.comparingInt(String::length))
        .orElse("examples");
  }

  /** Examples and benchmarks may use all. */
  private static final class UseArtifactsBelow extends ArchCondition<JavaClass> {
    private final Map<String, Set<String>> allowed;

    UseArtifactsBelow(Map<String, Set<String>> allowed) {
      super("use no artifact but those below");
      this.allowed = allowed;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      String from = artifact(type);
      Set<String> below = allowed.get(from);
      if (below == null) {
        return;
      }
      type.getDirectDependenciesFromSelf()
          .forEach(
              dependency -> {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(ROOT)
                    && !artifact(target).equals(from)
                    && !below.contains(artifact(target))) {
                  events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
              });
    }
  }

  private static String room(String packageName) {
    int internal = packageName.indexOf(INTERNAL);
    return internal < 0 ? packageName : packageName.substring(0, internal);
  }

  private static final class Rooms implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith(ROOT)
          ? SliceIdentifier.of(room(type.getPackageName()))
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages, each with its internal";
    }
  }

  private static final class KeepToTheirOwnInternals extends ArchCondition<JavaClass> {
    KeepToTheirOwnInternals() {
      super("use no internal package but those of packages that they lie in");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      type.getDirectDependenciesFromSelf()
          .forEach(
              dependency -> {
                String target = dependency.getTargetClass().getPackageName();
                boolean foreign =
                    target.startsWith(ROOT)
                        && target.contains(INTERNAL)
                        && !(type.getPackageName() + ".").startsWith(room(target) + ".");
                if (foreign) {
                  events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
                }
              });
    }
  }
}
