package io.asva.examples.house;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which packages may use which. A package and its {@code internal} are one. */
class ArrowsTest {
  private static final String ROOT = "io.asva.";
  private static final String INTERNAL = ".internal";

  /** Each artifact, and those that it may use. */
  private static final Map<String, Set<String>> ARTIFACTS =
      Map.of(
          "core", Set.of(),
          "audio", Set.of("core"),
          "diffusion", Set.of("core", "audio"),
          "sync", Set.of("core", "audio"),
          "metrics", Set.of("core", "audio", "sync"));

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
    Set<String> found = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      found.add(artifact(type));
    }
    assertThat(found).containsAll(ARTIFACTS.keySet());
    ARTIFACTS.forEach(
        (artifact, below) -> {
          Set<String> others =
              found.stream()
                  .filter(other -> !other.equals(artifact) && !below.contains(other))
                  .map(other -> ROOT + other + "..")
                  .collect(Collectors.toSet());
          noClasses()
              .that()
              .resideInAPackage(ROOT + artifact + "..")
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(others.toArray(String[]::new))
              .check(CLASSES);
        });
  }

  @Test
  void anArrowIsSeen() {
    assertThat(
            noClasses()
                .that()
                .resideInAPackage("io.asva.audio..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.asva.core..")
                .evaluate(CLASSES)
                .hasViolation())
        .isTrue();
  }

  private static String artifact(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceAll("\\..*", "");
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
