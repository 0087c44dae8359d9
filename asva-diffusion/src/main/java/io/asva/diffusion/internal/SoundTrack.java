package io.asva.diffusion.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.media.Sound;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;

/**
 * The sound that is saved with a clip: its middle 2 s without their mean over all channels, silence
 * after a shorter one.
 */
final class SoundTrack {
  private SoundTrack() {}

  static Sound of(FloatTensor waveform) {
    int channels = waveform.shape().dim(0);
    int length = waveform.shape().dim(1);
    int wanted = (int) (AnimationRequest.SECONDS * MelSpectrogram.RATE);
    int kept = Math.min(length, wanted);
    int start = (length - kept) / 2;
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < kept; i++) {
        sum += waveform.values()[c * length + start + i];
      }
    }
    float mean = (float) (sum / ((double) channels * kept));
    float[][] samples = new float[channels][wanted];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < kept; i++) {
        samples[c][i] = waveform.values()[c * length + start + i] - mean;
      }
    }
    return new Sound(MelSpectrogram.RATE, samples);
  }
}
