package io.asva.core.weights.internal;

import io.asva.core.tensor.ElementType;
import io.asva.core.weights.WeightsException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Torch's files before 1.6: five pickles (magic number, protocol, facts about the machine, the
 * object, the storages' keys), then each storage as a count of elements and its bytes.
 */
final class TorchLegacyFormat {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private record Block(long start, long elements) {}

  private TorchLegacyFormat() {}

  static TorchContent read(OpenedFile file) {
    PickleInput in = new PickleInput(file, 0, file.size());
    if (!MAGIC.equals(load(file, in))) {
      throw new WeightsException(
          file.shown()
              + " is a pickle, but not one of torch: it doesn't begin with torch's number. A"
              + " checkpoint saved by torch.save was expected.");
    }
    if (!(load(file, in) instanceof Long version) || version != PROTOCOL) {
      throw file.damaged("a version of torch's old format other than " + PROTOCOL + ".");
    }
    if (!(load(file, in) instanceof PickleDict facts)
        || !Boolean.TRUE.equals(facts.items().get("little_endian"))) {
      throw file.damaged("it was not written on a little-endian machine.");
    }
    Unpickler machine = new Unpickler(file.shown(), in);
    Object root = machine.load();
    if (!(load(file, in) instanceof PickleList keys)) {
      throw file.damaged("the list of its storages is missing.");
    }
    Map<String, Block> blocks = locate(file, in.position(), keys, machine.storageTypes());
    return new TorchContent(root, storage -> offset(file, blocks, storage));
  }

  private static Map<String, Block> locate(
      OpenedFile file, long start, PickleList keys, Map<String, ElementType> types) {
    Map<String, Block> blocks = new HashMap<>();
    long at = start;
    for (Object key : keys.items()) {
      ElementType type = key instanceof String name ? types.get(name) : null;
      if (type == null) {
        throw file.damaged("storage " + key + " belongs to no tensor.");
      }
      long elements = file.read(at, 8).getLong();
      at += 8;
      if (elements < 0 || elements > (file.size() - at) / type.bytes()) {
        throw new WeightsException(
            file.shown()
                + " is truncated: storage "
                + key
                + " has "
                + elements
                + " elements of "
                + type
                + " from byte "
                + at
                + ", the file has "
                + file.size()
                + " bytes. Download or copy it again.");
      }
      blocks.put((String) key, new Block(at, elements));
      at += elements * type.bytes();
    }
    return blocks;
  }

  private static long offset(OpenedFile file, Map<String, Block> blocks, TorchStorage storage) {
    Block block = blocks.get(storage.key());
    if (block == null || storage.offset() + storage.elements() > block.elements()) {
      throw file.damaged("storage " + storage.key() + " is missing or shorter than its tensors.");
    }
    return block.start();
  }

  private static Object load(OpenedFile file, PickleInput in) {
    return new Unpickler(file.shown(), in).load();
  }
}
