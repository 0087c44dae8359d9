package io.asva.examples.demo;

import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything that the demo animates with, in a folder of its own.
 *
 * @param models the model's folder, in the reference's layout
 * @param picture the picture
 * @param sound the sound
 */
public record Demo(Path models, Path picture, Path sound) {

  /**
   * Makes what is not there yet.
   *
   * @param cache a folder that it may use
   */
  public static Demo in(Path cache) {
    try {
      Files.createDirectories(cache);
    } catch (IOException e) {
      throw new UncheckedIOException("Can't make the folder " + cache + ": " + e, e);
    }
    return new Demo(
        DemoModel.in(cache),
        DemoMaterial.copy(DemoMaterial.PICTURE, cache),
        DemoMaterial.copy(DemoMaterial.SOUND, cache));
  }

  /** The user's folder for files that can be made again. */
  public static Path usualCache() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path caches =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return caches.resolve("asva");
  }

  /** A request for the demo's picture and sound. */
  public AnimationRequestBuilder request() {
    return AnimationRequest.builder().image(picture).audio(sound).category(DemoModel.CATEGORY);
  }
}
