package io.asva.examples.demo;

import io.asva.core.files.IfExists;
import io.asva.core.files.OutputFile;
import io.asva.media.Audio;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A sound's first channel as a file that everything plays. */
final class WavFile {
  private static final int BITS = 16;

  private WavFile() {}

  /** Writes 16-bit samples, in place of what may be there. */
  static void write(Audio audio, Path file) {
    float[] samples = audio.samples()[0];
    ByteBuffer bytes =
        ByteBuffer.allocate(Short.BYTES * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float sample : samples) {
      bytes.putShort((short) Math.round(Math.max(-1, Math.min(sample, 1)) * Short.MAX_VALUE));
    }
    AudioFormat format = new AudioFormat(audio.rate(), BITS, 1, true, false);
    OutputFile.write(
        file,
        IfExists.REPLACE,
        temporary ->
            AudioSystem.write(
                new AudioInputStream(
                    new ByteArrayInputStream(bytes.array()), format, samples.length),
                AudioFileFormat.Type.WAVE,
                temporary.toFile()));
  }
}
