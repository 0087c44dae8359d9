package io.asva.sync.network;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindVision;
import io.asva.core.Cancellation;
import io.asva.core.concurrent.Closing;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.weights.Weights;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;

/**
 * ImageBind's cosine of audio and image. Safe for use by many threads.
 *
 * @param audio the encoder of audio
 * @param vision the encoder of images
 */
public record Similarity(ImageBindAudio audio, ImageBindVision vision) implements AutoCloseable {

  /** Takes both encoders, which it closes. */
  public Similarity {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(vision, "vision");
  }

  /** Opens the encoders of a checkpoint, or none. */
  public static Similarity open(Weights weights, Device device) {
    ImageBindAudio audio = ImageBindAudio.open(weights, device);
    try {
      return new Similarity(audio, ImageBindVision.open(weights, device));
    } catch (RuntimeException | Error e) {
      Closing.after(e, audio);
      throw e;
    }
  }

  /** Audio's embedding at length 1, from its spectrogram (1, 128, 204). */
  public FloatTensor audio(FloatTensor mel, Cancellation cancellation) {
    Objects.requireNonNull(mel, "mel");
    Objects.requireNonNull(cancellation, "cancellation");
    FloatTensor batch = mel.reshape(1, 1, mel.shape().dim(-2), mel.shape().dim(-1));
    // At another length: the logit scale is no part of the cosine.
    FloatTensor scaled = audio.encode(batch, cancellation).embedding();
    double squares = 0;
    for (float value : scaled.values()) {
      squares += (double) value * value;
    }
    float[] unit = new float[scaled.values().length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (scaled.values()[i] / Math.sqrt(squares));
    }
    return new FloatTensor(scaled.shape(), unit);
  }

  /**
   * The cosines of audio's embedding and frames (1, 3, 224, 224); those that are the same object
   * are computed once.
   */
  public List<Double> cosines(
      FloatTensor audio, List<FloatTensor> frames, Cancellation cancellation) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(cancellation, "cancellation");
    IdentityHashMap<FloatTensor, Double> known = new IdentityHashMap<>();
    List<Double> result = new ArrayList<>();
    for (FloatTensor frame : frames) {
      Double cosine = known.get(frame);
      if (cosine == null) {
        cosine = dot(vision.embed(frame, cancellation), audio);
        known.put(frame, cosine);
      }
      result.add(cosine);
    }
    return result;
  }

  private static double dot(FloatTensor a, FloatTensor b) {
    double sum = 0;
    for (int i = 0; i < a.values().length; i++) {
      sum += (double) a.values()[i] * b.values()[i];
    }
    return sum;
  }

  @Override
  public void close() {
    Closing.all(audio, vision);
  }
}
