package io.asva.core.weights.internal;

import io.asva.core.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Torch's files since 1.6: a zip file with {@code data.pkl} and each storage, uncompressed. */
final class TorchZipFormat {
  private TorchZipFormat() {}

  static TorchContent read(OpenedFile file) {
    ZipDirectory zip = ZipDirectory.read(file);
    ZipDirectory.Entry pickle = pickle(file, zip);
    String folder = pickle.name().substring(0, pickle.name().length() - "data.pkl".length());
    checkByteOrder(file, zip, folder);
    long start = zip.data(pickle);
    PickleInput in = new PickleInput(file, start, start + pickle.size());
    Object root = new Unpickler(file.shown(), in).load();
    return new TorchContent(root, storage -> offset(file, zip, folder, storage));
  }

  private static ZipDirectory.Entry pickle(OpenedFile file, ZipDirectory zip) {
    return zip.entries().values().stream()
        .filter(e -> e.name().equals("data.pkl") || e.name().endsWith("/data.pkl"))
        .findFirst()
        .orElseThrow(
            () ->
                new WeightsException(
                    file.shown()
                        + " is a zip file, but not one of torch: it holds no data.pkl. Is it an"
                        + " archive that has to be unpacked first?"));
  }

  private static void checkByteOrder(OpenedFile file, ZipDirectory zip, String folder) {
    ZipDirectory.Entry entry = zip.entries().get(folder + "byteorder");
    if (entry != null) {
      ByteBuffer text = file.read(zip.data(entry), (int) Math.min(16, entry.size()));
      String order = StandardCharsets.UTF_8.decode(text).toString();
      if (!order.equals("little")) {
        throw new WeightsException(
            file.shown() + " has byte order " + order + "; little was expected.");
      }
    }
  }

  private static long offset(
      OpenedFile file, ZipDirectory zip, String folder, TorchStorage storage) {
    ZipDirectory.Entry entry = zip.entries().get(folder + "data/" + storage.key());
    if (entry == null) {
      throw file.damaged("storage " + storage.key() + " is missing from its zip directory.");
    }
    long bytes = (storage.offset() + storage.elements()) * storage.type().bytes();
    if (entry.size() < bytes) {
      throw file.damaged(
          "storage "
              + storage.key()
              + " should have "
              + bytes
              + " bytes, and has "
              + entry.size()
              + ".");
    }
    return zip.data(entry);
  }
}
