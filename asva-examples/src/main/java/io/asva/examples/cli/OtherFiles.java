package io.asva.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files of the reference's layout that animating does not need. */
final class OtherFiles {
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
    for (String dataset : new String[] {"AVSync15", "Landscapes", "TheGreatestHits", "VGGSS"}) {
      FILES.put("datasets/" + dataset + "/videos", "videos of " + dataset);
      FILES.put("datasets/" + dataset + "/train.txt", "list for training");
      FILES.put("datasets/" + dataset + "/test.txt", "list for evaluation");
    }
  }

  private OtherFiles() {}

  static void print(PrintWriter out, Path root) {
    out.println();
    out.println("For scoring and training");
    FILES.forEach(
        (file, use) ->
            out.printf(
                "  %-8s %s (%s)%n",
                Files.exists(root.resolve(file)) ? "there" : "missing", file, use));
  }
}
