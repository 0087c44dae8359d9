package io.asva.core.weights.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.asva.core.internal.Interruptible;
import io.asva.core.internal.OutputPlace;
import io.asva.core.tensor.ElementType;
import io.asva.core.tensor.Shape;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final boolean withLeftovers;

  /** A writer of what was collected. */
  public SafetensorsFileWriter(
      Map<String, String> metadata,
      Map<String, Entry> entries,
      int threads,
      boolean sync,
      boolean withLeftovers) {
    this.metadata = metadata;
    this.entries = entries;
    this.threads = threads;
    this.sync = sync;
    this.withLeftovers = withLeftovers;
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
    Path place = file.toAbsolutePath();
    Path part = PartFile.of(place);
    try {
      if (!withLeftovers) {
        PartFile.removeLeftovers(place);
      }
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        if (!withLeftovers) {
          PartFile.hold(channel);
        }
        PieceWriter.write(channel, pieces(writeHeader(channel)), threads);
        if (sync) {
          channel.force(true);
        }
      }
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
      Path folder = place.getParent();
      if (sync && folder != null) {
        syncFolder(folder);
      }
    } catch (IOException e) {
      String reason = e.toString().replace(part.toString(), place.toString());
      throw new WeightsException("Can't write " + file + ": " + reason, e);
    } finally {
      delete(part);
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

  /** Makes the new name itself durable, where the system can. */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; the rename is atomic there all the same.
    }
  }

  private static void delete(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      // The failure that left the part is the one to report.
    }
  }
}
