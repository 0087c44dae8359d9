package io.asva.training.internal;

import io.asva.core.protobuf.Proto;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of scalars for TensorBoard: TFRecords (length, its checksum, content, its checksum) of
 * {@code tensorflow.Event} messages. Each start of a run writes a file of its own, which tells the
 * reader to forget what earlier files say of the same or later steps.
 */
final class EventFile implements AutoCloseable {
  // tensorflow/core/util/event.proto and framework/summary.proto
  private static final int EVENT_WALL_TIME = 1;
  private static final int EVENT_STEP = 2;
  private static final int EVENT_FILE_VERSION = 3;
  private static final int EVENT_SUMMARY = 5;
  private static final int EVENT_SESSION_LOG = 7;
  private static final int SESSION_LOG_STATUS = 1;
  private static final int STATUS_START = 1;
  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;
  // tensorflow/core/lib/hash/crc32c.h
  private static final int MASK_DELTA = 0xa282ead8;

  private final FileOutputStream out;

  private EventFile(FileOutputStream out) {
    this.out = out;
  }

  /** A new file in a folder, for the steps after the given one. */
  static EventFile create(Path folder, int step) throws IOException {
    long now = System.currentTimeMillis();
    String name =
        "events.out.tfevents.%010d.asva.%d.%d"
            .formatted(now / 1000, ProcessHandle.current().pid(), System.nanoTime());
    return begin(new FileOutputStream(folder.resolve(name).toFile()), step);
  }

  /** Begins an empty file, which is closed if that fails. */
  static EventFile begin(FileOutputStream out, int step) throws IOException {
    EventFile file = new EventFile(out);
    try {
      file.write(event().text(EVENT_FILE_VERSION, "brain.Event:2"));
      file.write(
          event()
              .number(EVENT_STEP, step + 1L)
              .message(EVENT_SESSION_LOG, new Proto().number(SESSION_LOG_STATUS, STATUS_START)));
      return file;
    } catch (IOException e) {
      out.close();
      throw e;
    }
  }

  void write(int step, Map<String, Double> figures) throws IOException {
    Proto summary = new Proto();
    figures.forEach(
        (tag, value) ->
            summary.message(
                SUMMARY_VALUE,
                new Proto().text(VALUE_TAG, tag).single(VALUE_SIMPLE, value.floatValue())));
    write(event().number(EVENT_STEP, step).message(EVENT_SUMMARY, summary));
  }

  private static Proto event() {
    return new Proto().real(EVENT_WALL_TIME, System.currentTimeMillis() / 1000.0);
  }

  private void write(Proto event) throws IOException {
    byte[] content = event.toByteArray();
    ByteBuffer record = ByteBuffer.allocate(16 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(content.length);
    record.putInt(checksum(record.array(), 8));
    record.put(content);
    record.putInt(checksum(content, content.length));
    WholeWrite.append(out, record.array());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
