package io.asva.core.weights.internal;

import io.asva.core.concurrent.Uninterrupted;
import io.asva.core.weights.SafetensorsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills pieces of tensors and writes each at its place, by one or more threads. */
final class PieceWriter {
  static final int SIZE = 1 << 20;

  /** A part of a tensor and its position in the file. */
  record Piece(SafetensorsWriter.Content content, long offset, int length, long position) {}

  private PieceWriter() {}

  static void write(FileChannel channel, List<Piece> pieces, int threads) throws IOException {
    AtomicInteger next = new AtomicInteger();
    if (threads == 1) {
      work(channel, pieces, next);
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  try {
                    work(channel, pieces, next);
                  } finally {
                    next.set(pieces.size()); // no more work, here or for the others after a failure
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    } finally {
      next.set(pieces.size());
      pool.shutdown();
      Uninterrupted.await(pool); // nobody writes into a file that was given up
    }
  }

  private static void work(FileChannel channel, List<Piece> pieces, AtomicInteger next)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = next.getAndIncrement(); i < pieces.size(); i = next.getAndIncrement()) {
      Piece piece = pieces.get(i);
      buffer.clear().limit(piece.length());
      piece.content().fill(piece.offset(), buffer);
      if (buffer.hasRemaining()) {
        throw new IOException("a tensor's content ended " + buffer.remaining() + " bytes early");
      }
      writeFully(channel, buffer.flip(), piece.position());
    }
  }

  static void writeFully(FileChannel channel, ByteBuffer bytes, long position) throws IOException {
    long at = position;
    while (bytes.hasRemaining()) {
      at += channel.write(bytes, at);
    }
  }
}
