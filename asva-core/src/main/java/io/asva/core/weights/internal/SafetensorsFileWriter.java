package io.asva.core.weights.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.asva.core.concurrent.Interruptible;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.IoReason;
import io.asva.core.files.OutputPlace;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a safetensors file beside its place and moves it there. */
public final class SafetensorsFileWriter {
  /** A tensor to be written. */
  public record Entry(ElementType type, Shape shape, SafetensorsWriter.Content content) {
    long bytes() {
      return shape.elements() * type.bytes();
    }
  }

  private final Map<String, String> metadata;
  private final Map<String, Entry> entries;
  private final int threads;
  private final boolean sync;

  /** A writer of what was collected. */
  public SafetensorsFileWriter(
      Map<String, String> metadata, Map<String, Entry> entries, int threads, boolean sync) {
    this.metadata = metadata;
    this.entries = entries;
    this.threads = threads;
    this.sync = sync;
  }

  /** Writes the file, replacing one that is there. */
  public void write(Path file) {
    Interruptible.run("writing " + file, () -> writeWhole(file));
  }

  private void writeWhole(Path file) {
    OutputPlace.file(file)
        .ifPresent(
            reason -> {
              throw new WeightsException(reason);
            });
    try {
      if (sync) {
        AtomicWrite.write(file, this::writeContent);
      } else {
        AtomicWrite.writeUnsynced(file, this::writeContent);
      }
    } catch (IOException e) {
      throw new WeightsException("Can't write " + file + ": " + IoReason.of(e) + ".", e);
    }
  }

  private void writeContent(Path part) throws IOException {
    try (FileChannel channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      PieceWriter.write(channel, pieces(writeHeader(channel)), threads);
    }
  }

  private long writeHeader(FileChannel channel) throws IOException {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try (JsonGenerator out = new JsonFactory().createGenerator(json)) {
      out.writeStartObject();
      if (!metadata.isEmpty()) {
        out.writeObjectFieldStart("__metadata__");
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
          out.writeStringField(entry.getKey(), entry.getValue());
        }
        out.writeEndObject();
      }
      long offset = 0;
      for (Map.Entry<String, Entry> named : entries.entrySet()) {
        Entry entry = named.getValue();
        out.writeObjectFieldStart(named.getKey());
        out.writeStringField("dtype", entry.type().name());
        out.writeFieldName("shape");
        out.writeArray(entry.shape().dims(), 0, entry.shape().rank());
        out.writeFieldName("data_offsets");
        out.writeArray(new long[] {offset, offset + entry.bytes()}, 0, 2);
        out.writeEndObject();
        offset += entry.bytes();
      }
      out.writeEndObject();
    }
    while (json.size() % 8 != 0) {
      json.write(' ');
    }
    if (json.size() > SafetensorsFormat.MAX_HEADER) {
      throw new IOException("too many tensors for a safetensors header");
    }
    ByteBuffer header =
        ByteBuffer.allocate(8 + json.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.size())
            .put(json.toByteArray())
            .flip();
    PieceWriter.writeFully(channel, header, 0);
    return header.limit();
  }

  private List<PieceWriter.Piece> pieces(long start) {
    List<PieceWriter.Piece> pieces = new ArrayList<>();
    long at = start;
    for (Entry entry : entries.values()) {
      for (long done = 0; done < entry.bytes(); done += PieceWriter.SIZE) {
        int length = (int) Math.min(PieceWriter.SIZE, entry.bytes() - done);
        pieces.add(new PieceWriter.Piece(entry.content(), done, length, at + done));
      }
      at += entry.bytes();
    }
    return pieces;
  }
}
