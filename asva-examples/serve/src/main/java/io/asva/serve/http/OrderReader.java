package io.asva.serve.http;

import io.asva.core.files.IfExists;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimationRequestBuilder;
import io.asva.diffusion.Animator;
import io.asva.diffusion.GuidanceScales;
import io.asva.diffusion.Preset;
import io.asva.media.Audio;
import io.asva.media.Images;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.Protocol;
import io.asva.media.VideoFrames;
import io.asva.serve.job.Asked;
import io.asva.serve.job.JobOrder;
import io.asva.serve.store.Ids;
import io.asva.serve.store.PlainWords;
import io.asva.serve.upload.MediaKind;
import io.asva.serve.upload.Upload;
import io.asva.serve.upload.Uploads;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes an order for a clip of a form's fields; what the animator can't do is refused here, before
 * anything waits.
 *
 * <p>Immutable, so safe for use by many threads.
 */
record OrderReader(
    Animator animator,
    Uploads uploads,
    MediaLimits limits,
    GuidanceScales guidance,
    Path incoming) {
  private static final Set<String> FIELDS =
      Set.of(
          "image",
          "audio",
          "start",
          "category",
          "text",
          "preset",
          "steps",
          "seed",
          "audio_guidance",
          "text_guidance");
  private static final double SECONDS = AnimationRequest.SECONDS;
  private static final long USUAL_SEED = 123;

  /** The order; its files are held until it is released. */
  JobOrder read(Form form) {
    form.requireOnly(FIELDS);
    Upload image = required(form, "image", "the picture that is to move");
    Upload audio = required(form, "audio", "the sound that it is to move to");
    if (!image.facts().hasImages()) {
      throw new ProblemException(422, "\"" + image.name() + "\" has no image; it is audio.");
    }
    if (!audio.facts().hasAudio()) {
      throw new ProblemException(422, "\"" + audio.name() + "\" has no audio.");
    }
    @Nullable Double start = form.number("start", Double::valueOf).orElse(null);
    AnimationRequestBuilder request = animator.request();
    Map<Path, String> names = new HashMap<>();
    names.put(image.file(), image.name());
    names.put(audio.file(), audio.name());
    try {
      sources(form, request, image, audio, start);
      words(form, request);
      numbers(form, request);
      AnimationRequest built = request.build();
      return new JobOrder(
          built,
          animator.evaluations(built),
          asked(form, built, image, audio, start),
          names,
          form::close);
    } catch (MediaException | AnimationException e) {
      throw new ProblemException(422, PlainWords.of(e, names));
    }
  }

  private Upload required(Form form, String field, String words) {
    return form.file(field, uploads)
        .map(Uploads.Held::upload)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "The field "
                        + field
                        + " is missing: a file, or an upload's id; "
                        + words
                        + "."));
  }

  private void sources(
      Form form,
      AnimationRequestBuilder request,
      Upload image,
      Upload audio,
      @Nullable Double start) {
    if (image.facts().kind() == MediaKind.VIDEO) {
      double at = image.id().equals(audio.id()) && start != null ? start : 0;
      request.image(form.hold(still(image, at)).upload().file());
    } else {
      request.image(image.file());
    }
    if (start == null) {
      request.audio(audio.file());
      return;
    }
    double seconds = Objects.requireNonNullElse(audio.facts().seconds(), 0.0);
    if (!(start >= 0) || start >= seconds) {
      throw new ProblemException(
          422,
          String.format(
              Locale.ROOT, "start is %s, but \"%s\" lasts %.2f s.", start, audio.name(), seconds));
    }
    Audio heard =
        MediaFile.open(audio.file(), limits)
            .audio(start, start + SECONDS, Protocol.CORRECTED, note -> {});
    if (heard.length() == 0) {
      throw new ProblemException(
          422, "\"" + audio.name() + "\" has no audio from " + start + " s on.");
    }
    request.audio(heard);
  }

  /** A frame of a video as an image, which is as large as an image may be. */
  private Uploads.Held still(Upload video, double at) {
    Path file = incoming.resolve(Ids.fresh() + ".png");
    try (VideoFrames frames = MediaFile.open(video.file(), limits).framesOnScreen(at)) {
      if (!frames.next()) {
        throw new ProblemException(422, "\"" + video.name() + "\" has no frame at " + at + " s.");
      }
      Images.writePng(frames.image(), file, IfExists.FAIL);
    }
    return uploads.add(file, video.name());
  }

  private static void words(Form form, AnimationRequestBuilder request) {
    if (form.field("category").isPresent() == form.field("text").isPresent()) {
      throw ProblemException.badRequest(
          "Give the words either as category, one of those that /v1/models lists, or as text.");
    }
    form.field("category").ifPresent(request::category);
    form.field("text").ifPresent(request::text);
  }

  private void numbers(Form form, AnimationRequestBuilder request) {
    form.field("preset").ifPresent(word -> request.preset(preset(word)));
    form.number("steps", Integer::valueOf).ifPresent(request::steps);
    request.seed(form.number("seed", Long::valueOf).orElse(USUAL_SEED));
    request.audioGuidance(form.number("audio_guidance", Double::valueOf).orElse(guidance.audio()));
    request.textGuidance(form.number("text_guidance", Double::valueOf).orElse(guidance.text()));
  }

  private static Preset preset(String word) {
    List<Preset> all = List.of(Preset.values());
    return all.stream()
        .filter(preset -> preset.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new ProblemException(
                    422,
                    "There is no such preset; there are "
                        + all.stream().map(Preset::word).collect(Collectors.joining(", "))
                        + "."));
  }

  private static Asked asked(
      Form form, AnimationRequest built, Upload image, Upload audio, @Nullable Double start) {
    @Nullable String preset =
        Arrays.stream(Preset.values())
            .filter(choice -> choice.sampling().equals(built.sampling()))
            .map(Preset::word)
            .findFirst()
            .orElse(null);
    return new Asked(
        image.name(),
        audio.name(),
        start,
        form.field("category").orElse(null),
        form.field("text").orElse(null),
        preset,
        built.steps(),
        built.seed(),
        built.guidance().audio(),
        built.guidance().text());
  }
}
