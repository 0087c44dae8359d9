package io.asva.serve.http;

import io.asva.serve.upload.MediaFacts;
import io.asva.serve.upload.MediaKind;
import io.asva.serve.upload.Upload;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An upload as it is told.
 *
 * <p>Immutable.
 *
 * @param id to name it by
 * @param name what its owner calls it
 * @param bytes its size
 * @param kind image, audio or video
 * @param width of its images; null without any
 * @param height of its images; null without any
 * @param seconds how long it lasts; null of an image
 * @param waveform the loudest sample of each of equal parts, 0 to 1; null without audio
 */
record UploadView(
    String id,
    String name,
    long bytes,
    String kind,
    @Nullable Integer width,
    @Nullable Integer height,
    @Nullable Double seconds,
    @Nullable List<Double> waveform) {
  static UploadView of(Upload upload) {
    MediaFacts facts = upload.facts();
    return new UploadView(
        upload.id(),
        upload.name(),
        upload.bytes(),
        word(facts.kind()),
        facts.width(),
        facts.height(),
        facts.seconds(),
        facts.waveform());
  }

  private static String word(MediaKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
