package io.asva.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the reference's layout that animating does not need. */
final class OtherFiles {
  private static final List<String> DATASETS =
      List.of("AVSync15", "Landscapes", "TheGreatestHits", "VGGSS");
  private static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put("pretrained/stable-diffusion-v1-5/unet", "training starts from it");
    FILES.put("pretrained/i3d_torchscript.pt", "FVD");
    FILES.put(
        "pretrained/AVID-CMA_Audioset_InstX-N1024-PosW-N64-Top32_checkpoint.pth.tar",
        "the classifier's training starts from it");
    FILES.put(
        "checkpoints/avsync/vggss_sync_contrast/ckpts/checkpoint-40000/modules",
        "the synchrony classifier");
  }

  private OtherFiles() {}

  static void print(PrintWriter out, Path root) {
    out.println();
    out.println("Not needed for animating");
    FILES.forEach((file, use) -> print(out, root, file, use));
    for (String dataset : DATASETS) {
      List<String> missing = new ArrayList<>();
      for (String name : List.of("videos", "train.txt", "test.txt")) {
        if (!Files.exists(root.resolve("datasets").resolve(dataset).resolve(name))) {
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

  private static void print(PrintWriter out, Path root, String file, String use) {
    String found = Files.exists(root.resolve(file)) ? "ok" : "missing";
    out.printf("  %-8s %s (%s)%n", found, file, use);
  }
}
