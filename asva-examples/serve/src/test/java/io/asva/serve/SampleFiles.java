package io.asva.serve;

import io.asva.core.files.IfExists;
import io.asva.diffusion.testing.TinyRequests;
import io.asva.media.Audio;
import io.asva.media.Image;
import io.asva.media.Images;
import io.asva.media.Video;
import io.asva.media.VideoWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Files as users have them, in a folder. */
record SampleFiles(Path folder) {
  private static final int RATE = 16_000;

  /** An image of 24x20 pixels. */
  Path image() {
    Path file = folder.resolve("lion.png");
    Images.writePng(TinyRequests.image(20, 24), file, IfExists.REPLACE);
    return file;
  }

  /** Audio, quiet at first and loud from its middle on. */
  Path audio(double seconds) throws IOException {
    Path file = folder.resolve("roar-" + seconds + ".wav");
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * (int) (seconds * RATE)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; bytes.hasRemaining(); i++) {
      double loud = i < seconds * RATE / 2 ? 0.1 : 0.8;
      bytes.putShort((short) (Short.MAX_VALUE * loud * Math.sin(i * 0.3)));
    }
    AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, bytes.limit() / 2),
        AudioFileFormat.Type.WAVE,
        file.toFile());
    return file;
  }

  /** A video of 48x64 pixels with audio. */
  Path video(double seconds) {
    Path file = folder.resolve("clip-" + seconds + ".mp4");
    List<Image> frames = new ArrayList<>();
    for (int i = 0; i < seconds * 12; i++) {
      frames.add(shifted(TinyRequests.image(64, 48), i));
    }
    Audio audio = TinyRequests.audio(seconds);
    VideoWriter.of(new Video(frames, 12)).withAudio(audio).ifExists(IfExists.REPLACE).mp4(file);
    return file;
  }

  private static Image shifted(Image image, int by) {
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = image.rgb()[(i + by * 9) % rgb.length];
    }
    return new Image(image.width(), image.height(), rgb);
  }
}
