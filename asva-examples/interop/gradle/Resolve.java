import java.io.File;
import java.util.Map;
import java.util.TreeSet;
import org.gradle.api.Project;
import org.gradle.testfixtures.ProjectBuilder;

/** Evaluates a build script in Gradle's engine, and prints the files of one of its configurations. */
public final class Resolve {
  private Resolve() {}

  /** Arguments: the project's folder, Gradle's own, a repository, our version, the configuration. */
  public static void main(String[] arguments) {
    File folder = new File(arguments[0]);
    Project project =
        ProjectBuilder.builder()
            .withProjectDir(folder)
            .withGradleUserHomeDir(new File(arguments[1]))
            .build();
    project.getExtensions().getExtraProperties().set("asvaRepository", arguments[2]);
    project.getExtensions().getExtraProperties().set("asvaVersion", arguments[3]);
    project.apply(Map.of("from", new File(folder, "build.gradle")));
    TreeSet<File> files = new TreeSet<>();
    project
        .getConfigurations()
        .getByName(arguments[4])
        .getResolvedConfiguration()
        .getResolvedArtifacts()
        .forEach(artifact -> files.add(artifact.getFile()));
    files.forEach(System.out::println);
    System.exit(0); // Gradle's threads would keep the process
  }
}
