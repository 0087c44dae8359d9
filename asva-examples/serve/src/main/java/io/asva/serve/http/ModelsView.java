package io.asva.serve.http;

import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.Preset;
import io.asva.diffusion.model.ModelFolder;
import io.asva.diffusion.text.KnownCategories;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.serve.job.Jobs;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The abilities of the server's models.
 *
 * <p>Immutable.
 *
 * @param name of the data set that they were trained on, or of their folder
 * @param categories that they know by name
 * @param texts whether they take any text
 * @param frames of a clip
 * @param width of a clip in pixels
 * @param height of a clip in pixels
 * @param clipSeconds how long a clip lasts
 * @param device where networks run
 * @param audioGuidance where a request says nothing of it
 * @param textGuidance where a request says nothing of it
 * @param presets ways of denoising
 * @param scores whether videos can be scored
 * @param mostBytes of a request
 * @param mostSeconds of a file
 * @param mostPixels of an image or a frame
 * @param mostWaiting clips
 */
record ModelsView(
    String name,
    List<String> categories,
    boolean texts,
    int frames,
    int width,
    int height,
    double clipSeconds,
    String device,
    double audioGuidance,
    double textGuidance,
    List<PresetView> presets,
    boolean scores,
    long mostBytes,
    double mostSeconds,
    long mostPixels,
    int mostWaiting) {
  /**
   * A way of denoising.
   *
   * @param name to ask for it by
   * @param words what it does
   * @param evaluations of the UNet that a clip takes
   * @param seconds that a clip takes; null until one was made
   */
  record PresetView(String name, String words, int evaluations, @Nullable Double seconds) {}

  static ModelsView of(Animator animator, Jobs jobs, Settings settings, boolean scores) {
    AnimatorConfig config = animator.config();
    ModelFolder folder = config.models().orElse(null);
    List<String> categories =
        folder == null ? List.of() : List.copyOf(KnownCategories.of(folder).names());
    boolean texts = folder == null || folder.hasTextEncoder();
    GuidanceScales guidance = settings.guidance();
    return new ModelsView(
        folder == null ? "models" : folder.name(),
        categories,
        texts,
        config.frames(),
        config.size().width(),
        config.size().height(),
        AnimationRequest.SECONDS,
        config.device().words(),
        guidance.audio(),
        guidance.text(),
        Arrays.stream(Preset.values())
            .map(
                preset ->
                    view(
                        preset,
                        animator.evaluations(
                            request(preset, guidance, texts ? null : categories.get(0))),
                        jobs))
            .toList(),
        scores,
        settings.mostBytes(),
        settings.limits().seconds(),
        settings.limits().pixels(),
        jobs.bound());
  }

  private static PresetView view(Preset preset, int evaluations, Jobs jobs) {
    var seconds = jobs.pace().seconds(evaluations);
    return new PresetView(
        preset.word(),
        preset.sampling().words(),
        evaluations,
        seconds.isPresent() ? Math.rint(10 * seconds.getAsDouble()) / 10 : null);
  }

  /** A request whose evaluations are those of any other with this preset. */
  static AnimationRequest request(
      Preset preset, GuidanceScales guidance, @Nullable String category) {
    var builder =
        AnimationRequest.builder()
            .image(new Image(1, 1, new byte[3]))
            .audio(new Audio(16_000, new float[1][32_000]))
            .preset(preset)
            .audioGuidance(guidance.audio())
            .textGuidance(guidance.text());
    return (category == null ? builder.text("") : builder.category(category)).build();
  }
}
