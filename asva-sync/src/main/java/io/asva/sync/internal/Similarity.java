package io.asva.sync.internal;

import io.asva.audio.imagebind.ImageBindAudio;
import io.asva.audio.imagebind.ImageBindVision;
import io.asva.core.Cancellation;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Rows;
import java.util.ArrayList;
import java.util.List;

/**
 * ImageBind's cosine of sound and picture. Safe for use by many threads.
 *
 * @param audio the encoder of sounds
 * @param vision the encoder of pictures
 */
public record Similarity(ImageBindAudio audio, ImageBindVision vision) implements AutoCloseable {

  /** A sound's embedding at length 1, from its spectrogram (1, 128, 204). */
  FloatTensor sound(FloatTensor mel, Cancellation cancellation) {
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

  /** The cosines of a sound's embedding and frames (n, 3, 224, 224), normalised. */
  List<Double> cosines(FloatTensor sound, FloatTensor frames, Cancellation cancellation) {
    List<Double> result = new ArrayList<>();
    for (int i = 0; i < frames.shape().dim(0); i++) {
      FloatTensor picture = vision.embed(Rows.row(frames, i), cancellation);
      double dot = 0;
      for (int k = 0; k < picture.values().length; k++) {
        dot += (double) picture.values()[k] * sound.values()[k];
      }
      result.add(dot);
    }
    return result;
  }

  @Override
  public void close() {
    Closing.all(audio, vision);
  }
}
