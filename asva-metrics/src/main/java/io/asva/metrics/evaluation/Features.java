package io.asva.metrics.evaluation;

import static java.util.Objects.requireNonNull;

import io.asva.core.files.Sha256;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.LongTensor;
import io.asva.core.tensor.Tensor;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import io.asva.media.MediaNote;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The results for a video's clips or a generated clip, by name: features, similarities, scores,
 * notes. Not of fixed shape, since which parts there are depends on the metrics.
 */
final class Features {
  /** Inception features of the frames after the first of all clips (clips x frames, dimension). */
  static final String FID = "fid";

  /** I3D features (clips, dimension). */
  static final String FVD = "fvd";

  /** Cosines with the audio: of generated frames after the first, of real clips' first frames. */
  static final String IA = "ia";

  /** Cosines with the text, of the frames after the first. */
  static final String IT = "it";

  /** The classifier's score of each clip. */
  static final String SCORE = "score";

  /** AV-Align; of no length where neither audio nor motion has a peak. */
  static final String AV_ALIGN = "av_align";

  /** Where each clip begins, in seconds. */
  static final String STARTS = "starts";

  private static final String NOTES = "notes";
  private static final String SUM = "sha256";

  private final Map<String, Tensor> parts;

  private Features(Map<String, Tensor> parts) {
    this.parts = parts;
  }

  /** None yet. */
  Features() {
    this(new LinkedHashMap<>());
  }

  /** Adds features. */
  void put(String name, FloatTensor features) {
    parts.put(name, features);
  }

  /** Adds numbers. They are kept to the last bit, which a tensor of ours does as integers. */
  void put(String name, List<Double> numbers) {
    long[] bits = numbers.stream().mapToLong(Double::doubleToLongBits).toArray();
    parts.put(name, LongTensor.of(bits, bits.length));
  }

  /** Adds notes. */
  void notes(List<MediaNote> notes) {
    byte[] text =
        notes.stream()
            .map(note -> note.kind() + " " + note.text().replace('\n', ' '))
            .collect(Collectors.joining("\n"))
            .getBytes(StandardCharsets.UTF_8);
    parts.put(NOTES, ByteTensor.of(text, text.length));
  }

  /** The features of a name. */
  FloatTensor features(String name) {
    return (FloatTensor) requireNonNull(parts.get(name));
  }

  /** All features. */
  List<FloatTensor> tensors() {
    return parts.values().stream()
        .filter(FloatTensor.class::isInstance)
        .map(FloatTensor.class::cast)
        .toList();
  }

  /** Whether there is anything of a name. */
  boolean has(String name) {
    return parts.containsKey(name);
  }

  /** The numbers of a name. */
  List<Double> numbers(String name) {
    long[] bits = ((LongTensor) requireNonNull(parts.get(name))).values();
    return Arrays.stream(bits).mapToObj(Double::longBitsToDouble).collect(Collectors.toList());
  }

  /** The notes. */
  List<MediaNote> notes() {
    byte[] text = ((ByteTensor) requireNonNull(parts.get(NOTES))).values();
    return new String(text, StandardCharsets.UTF_8).lines().map(Features::note).toList();
  }

  private static MediaNote note(String line) {
    int blank = line.indexOf(' ');
    return new MediaNote(
        MediaNote.Kind.valueOf(line.substring(0, blank)), line.substring(blank + 1));
  }

  /** Writes them into a file, which is whole or not there. */
  void write(Path file) {
    SafetensorsWriter writer = new SafetensorsWriter();
    parts.forEach(writer::add);
    byte[] sum = sum(parts);
    writer.add(SUM, ByteTensor.of(sum, sum.length));
    writer.replace(file);
  }

  /** SHA-256 of names, shapes and values. */
  private static byte[] sum(Map<String, Tensor> parts) {
    MessageDigest digest = Sha256.digest();
    new TreeMap<>(parts)
        .forEach(
            (name, tensor) -> {
              String head = name + " " + tensor.type() + " " + tensor.shape() + "\n";
              digest.update(head.getBytes(StandardCharsets.UTF_8));
              digest.update(bytes(tensor));
            });
    return digest.digest();
  }

  private static byte[] bytes(Tensor tensor) {
    if (tensor instanceof ByteTensor bytes) {
      return bytes.values();
    }
    if (tensor instanceof FloatTensor floats) {
      ByteBuffer buffer = ByteBuffer.allocate(floats.values().length * Float.BYTES);
      buffer.asFloatBuffer().put(floats.values());
      return buffer.array();
    }
    LongTensor longs = (LongTensor) tensor;
    ByteBuffer buffer = ByteBuffer.allocate(longs.values().length * Long.BYTES);
    buffer.asLongBuffer().put(longs.values());
    return buffer.array();
  }

  /**
   * Reads them from a file.
   *
   * @throws io.asva.core.weights.WeightsException if it can't be read or isn't as it was written
   */
  static Features read(Path file) {
    Weights weights = Weights.open(file);
    Map<String, Tensor> parts = new LinkedHashMap<>();
    for (WeightTensor tensor : weights.tensors()) {
      parts.put(tensor.name(), weights.read(tensor.name()));
    }
    Tensor written = parts.remove(SUM);
    if (!(written instanceof ByteTensor bytes) || !Arrays.equals(bytes.values(), sum(parts))) {
      throw new WeightsException(
          file + " isn't as it was written: its bytes have changed. What it held is made anew.");
    }
    return new Features(parts);
  }
}
