package io.asva.examples.cli;

import io.asva.core.layout.ModelsLayout;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files of the reference's layout that animating does not need. */
final class OtherFiles {
  private static final List<String> DATASETS =
      List.of("AVSync15", "Landscapes", "TheGreatestHits", "VGGSS");

  private OtherFiles() {}

  static void print(PrintWriter out, Path root) {
    out.println();
    out.println("Not needed for animating");
    ModelsLayout layout = new ModelsLayout(root);
    print(out, root, layout.stableDiffusion().unet(), "training starts from it");
    print(out, root, layout.i3d(), "FVD");
    print(out, root, layout.avid(), "the classifier's training starts from it");
    print(out, root, layout.classifier(), "the synchrony classifier");
    for (String dataset : DATASETS) {
      List<String> missing = new ArrayList<>();
      for (String name : List.of("videos", "train.txt", "test.txt")) {
        if (!Files.exists(layout.dataset(dataset).resolve(name))) {
          missing.add(name);
        }
      }
      out.printf(
          "  %-8s datasets/%s (videos and their lists)%s%n",
          missing.isEmpty() ? "ok" : "missing",
          dataset,
          missing.isEmpty() || missing.size() == 3 ? "" : ": " + String.join(", ", missing));
    }
  }

  private static void print(PrintWriter out, Path root, Path file, String use) {
    String found = Files.exists(file) ? "ok" : "missing";
    String place = root.relativize(file).toString().replace(File.separatorChar, '/');
    out.printf("  %-8s %s (%s)%n", found, place, use);
  }
}
