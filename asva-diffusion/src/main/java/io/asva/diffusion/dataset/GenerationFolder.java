package io.asva.diffusion.dataset;

import java.nio.file.Files;
import java.util.List;

/** Makes a folder ready for a run: what is there is kept, removed, or the reason to refuse. */
final class GenerationFolder {
  private GenerationFolder() {}

  /**
   * Prepares the folder that a run holds locked.
   *
   * @throws GenerationException if clips are there that are not this run's, and are to be kept
   */
  static ClipStore prepare(GenerationRequest request, GenerationSettings settings) {
    GeneratedFiles files = request.files();
    ClipStore store = new ClipStore(files);
    store.removeLeftovers();
    if (request.existing() == Existing.START_ANEW) {
      // The clips first: a run that is killed here must not leave old clips under new settings.
      store.clear();
    } else if (!store.isEmpty()) {
      requireSame(files, settings);
      return store;
    }
    settings.write(files.settings());
    return store;
  }

  private static void requireSame(GeneratedFiles files, GenerationSettings settings) {
    if (!Files.exists(files.settings())) {
      throw new GenerationException(
          files.videos()
              + " holds clips, and nothing says what they were made with: there is no "
              + files.settings()
              + ". Move them away, or start anew (--overwrite), which removes them.");
    }
    List<String> differences = settings.differences(GenerationSettings.read(files.settings()));
    if (!differences.isEmpty()) {
      throw new GenerationException(
          "The clips in "
              + files.videos()
              + " were made with other settings:\n  "
              + String.join("\n  ", differences)
              + "\nChoose the same settings or another folder, or start anew (--overwrite), which removes them.");
    }
  }
}
