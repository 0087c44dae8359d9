package io.asva.core.prepared;

import io.asva.core.files.FileStamp;
import io.asva.core.files.Fingerprint;
import io.asva.core.files.PlainFile;
import io.asva.core.files.Sha256;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SHA-256 sums of tensors. To read gigabytes at each start would take longer than what the sums
 * are for, so those of a file are kept beside its version: place, size, time of change, and a
 * sample of its content ({@link FileStamp}, {@link Fingerprint}).
 *
 * <p>Safe for use by many threads.
 */
public final class TensorHashes {
  private static final int BUFFER = 1 << 20;

  /** Clocks of file systems are as coarse as this: what changed since then may change unseen. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final PreparedFolder folder;

  /** Sums that are kept in a folder. */
  public TensorHashes(PreparedFolder folder) {
    Objects.requireNonNull(folder, "folder");
    this.folder = folder;
  }

  /** Where a tensor lies in a file. */
  private record Place(long offset, long bytes) {}

  /**
   * The sums of tensors' bytes.
   *
   * @return by the tensors' names
   * @throws WeightsException if one is missing or can't be read
   */
  public Map<String, String> of(Weights weights, Collection<String> names) {
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(names, "names");
    Set<String> wanted = new LinkedHashSet<>(names);
    Map<Path, Map<Place, String>> known = new LinkedHashMap<>();
    Map<Path, String> versions = new LinkedHashMap<>();
    for (String name : wanted) {
      if (weights.require(name).data() instanceof WeightTensor.InFile place) {
        versions.computeIfAbsent(place.file(), file -> version(weights, file));
      }
    }
    versions.forEach((file, version) -> known.put(file, read(version)));
    Map<String, String> sums = new ConcurrentHashMap<>();
    wanted.parallelStream()
        .forEach(name -> sums.put(name, sum(weights.source(), weights.require(name), known)));
    versions.forEach(
        (file, version) -> {
          Map<Place, String> all = new LinkedHashMap<>(known.getOrDefault(file, Map.of()));
          int before = all.size();
          wanted.forEach(name -> add(weights.require(name), file, sums, all));
          if (all.size() > before && isSettled(file) && version.equals(version(weights, file))) {
            write(version, all);
          }
        });
    return sums;
  }

  private static void add(
      WeightTensor tensor, Path file, Map<String, String> sums, Map<Place, String> all) {
    if (tensor.data() instanceof WeightTensor.InFile place && place.file().equals(file)) {
      all.put(
          new Place(place.offset(), tensor.bytes()),
          Objects.requireNonNull(sums.get(tensor.name())));
    }
  }

  /** Whether a file is older than what its time of change can't tell apart. */
  public static boolean isSettled(Path file) {
    Objects.requireNonNull(file, "file");
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(Instant.now().minus(SETTLED));
    } catch (IOException e) {
      return false;
    }
  }

  private static String version(Weights weights, Path file) {
    try {
      return "sums-" + Sha256.of(FileStamp.of(file) + Fingerprint.of(file));
    } catch (IOException e) {
      throw new WeightsException("Can't look at " + file + " of " + weights.source() + ": " + e, e);
    }
  }

  private static String sum(
      String source, WeightTensor tensor, Map<Path, Map<Place, String>> known) {
    if (tensor.data() instanceof WeightTensor.InFile place) {
      String sum =
          known.getOrDefault(place.file(), Map.of()).get(new Place(place.offset(), tensor.bytes()));
      return sum != null ? sum : ofFile(source, tensor, place);
    }
    MessageDigest digest = Sha256.digest();
    digest.update(((WeightTensor.InMemory) tensor.data()).bytes().duplicate());
    return Sha256.text(digest.digest());
  }

  private static String ofFile(String source, WeightTensor tensor, WeightTensor.InFile place) {
    MessageDigest digest = Sha256.digest();
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, tensor.bytes()));
    try (FileChannel channel = PlainFile.open(place.file())) {
      for (long done = 0; done < tensor.bytes(); done += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), tensor.bytes() - done));
        while (buffer.hasRemaining()) {
          if (channel.read(buffer, place.offset() + done + buffer.position()) < 0) {
            throw new EOFException("the file became shorter since it was opened");
          }
        }
        digest.update(buffer.flip());
      }
    } catch (IOException e) {
      throw new WeightsException("Can't read " + tensor.name() + " of " + source + ": " + e, e);
    }
    return Sha256.text(digest.digest());
  }

  private Map<Place, String> read(String version) {
    Map<Place, String> sums = new LinkedHashMap<>();
    folder
        .find(version)
        .map(content -> StandardCharsets.US_ASCII.decode(content.duplicate()).toString())
        .ifPresent(
            text ->
                text.lines()
                    .map(line -> line.split(" ", -1))
                    .forEach(
                        line ->
                            sums.put(
                                new Place(Long.parseLong(line[0]), Long.parseLong(line[1])),
                                line[2])));
    return sums;
  }

  private void write(String version, Map<Place, String> sums) {
    StringBuilder text = new StringBuilder();
    sums.forEach(
        (place, sum) ->
            text.append(place.offset())
                .append(' ')
                .append(place.bytes())
                .append(' ')
                .append(sum)
                .append('\n'));
    folder.keep(version, ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
  }
}
