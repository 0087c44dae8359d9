package io.asva.models.download;

import io.asva.core.files.PlainFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The disk that files are written to; tests have one that is full. */
interface Disk {
  /** How many bytes may be written into a file's folder. */
  long room(Path file) throws IOException;

  /** Opens a file to be written from its end on. */
  WritableByteChannel append(Path file) throws IOException;

  /** The machine's. */
  Disk REAL =
      new Disk() {
        @Override
        public long room(Path file) throws IOException {
          return Files.getFileStore(Objects.requireNonNull(file.getParent())).getUsableSpace();
        }

        @Override
        public WritableByteChannel append(Path file) throws IOException {
          FileChannel channel = PlainFile.openOrCreate(file);
          return channel.position(channel.size());
        }
      };
}
