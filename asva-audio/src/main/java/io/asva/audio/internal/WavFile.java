package io.asva.audio.internal;

import io.asva.audio.AudioException;
import io.asva.core.tensor.FloatTensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The sound of a golden case's WAV file of 16 bits.
 *
 * @param samples (channels, samples), -1 to 1
 * @param rate samples a second
 */
record WavFile(FloatTensor samples, int rate) {
  static WavFile read(Path file) {
    try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
      AudioFormat format = stream.getFormat();
      if (format.getSampleSizeInBits() != 16) {
        throw new AudioException(file + " has " + format + "; 16-bit PCM was expected.");
      }
      ByteOrder order = format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes()).order(order);
      int channels = format.getChannels();
      int length = bytes.remaining() / 2 / channels;
      float[] samples = new float[channels * length];
      for (int i = 0; i < length; i++) {
        for (int channel = 0; channel < channels; channel++) {
          samples[channel * length + i] = bytes.getShort() / 32768f;
        }
      }
      return new WavFile(FloatTensor.of(samples, channels, length), (int) format.getSampleRate());
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new AudioException("Can't read the sound " + file + ": " + e.getMessage());
    }
  }
}
