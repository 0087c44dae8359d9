package io.asva.core.weights.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.asva.core.tensor.ElementType;
import io.asva.core.weights.WeightsException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A pickle machine (protocols 2 to 5) that can build tensors and plain containers and nothing else:
 * names outside {@link PickleGlobals} are refused before anything is done with them. Work and
 * memory are bounded by the number of operations and of bytes, whatever the pickle says.
 */
final class Unpickler {
  /** A checkpoint needs about 30 for each tensor. */
  static final int MAX_OPERATIONS = 2_000_000;

  private static final int MAX_DIGITS = 256;

  private final Path file;
  private final PickleInput in;
  private final PickleStack stack = new PickleStack(this);
  private final Map<String, ElementType> storageTypes = new HashMap<>();
  private long operations;

  Unpickler(Path file, PickleInput in) {
    this.file = file;
    this.in = in;
  }

  /** Reads one pickle, up to its end. */
  Object load() {
    for (int opcode = in.u1(); opcode != '.'; opcode = in.u1()) {
      charge(1);
      execute(opcode);
    }
    return stack.pop();
  }

  /** The types of the storages that were referred to, by key. */
  Map<String, ElementType> storageTypes() {
    return storageTypes;
  }

  Path file() {
    return file;
  }

  /** Counts work that is done or memory that is taken. */
  void charge(int count) {
    operations += count;
    if (operations > MAX_OPERATIONS) {
      throw damaged("more than " + MAX_OPERATIONS + " operations");
    }
  }

  WeightsException damaged(String what) {
    return new WeightsException(
        file
            + " is damaged or no checkpoint: in its pickle at byte "
            + in.position()
            + ": "
            + what);
  }

  private void execute(int opcode) {
    switch (opcode) {
      case 0x80 -> protocol(in.u1());
      case 0x95 -> in.i8(); // a frame's length
      case '(' -> stack.mark();
      case '0' -> stack.pop();
      case '1' -> stack.popMark();
      case '2' -> stack.push(stack.peek());
      case 'N' -> stack.push(PickleNone.NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'J' -> stack.push((long) in.i4());
      case 'K' -> stack.push((long) in.u1());
      case 'M' -> stack.push((long) in.u2());
      case 0x8A -> stack.push(integer(in.u1()));
      case 0x8B -> stack.push(integer(in.u4()));
      case 'G' -> stack.push(Double.longBitsToDouble(Long.reverseBytes(in.i8())));
      case 'T' -> stack.push(in.text(in.u4(), ISO_8859_1));
      case 'U' -> stack.push(in.text(in.u1(), ISO_8859_1));
      case 'X' -> stack.push(in.text(in.u4(), UTF_8));
      case 0x8C -> stack.push(in.text(in.u1(), UTF_8));
      case 0x8D -> stack.push(in.text(in.i8(), UTF_8));
      case 'B' -> stack.push(in.bytes(in.u4()));
      case 'C' -> stack.push(in.bytes(in.u1()));
      case 0x8E, 0x96 -> stack.push(in.bytes(in.i8()));
      case 'q' -> stack.remember(in.u1());
      case 'r' -> stack.remember(in.u4());
      case 0x94 -> stack.remember();
      case 'h' -> stack.recall(in.u1());
      case 'j' -> stack.recall(in.u4());
      case 'c' -> stack.push(global(in.line(UTF_8), in.line(UTF_8)));
      case 0x93 -> {
        String name = stack.pop(String.class);
        stack.push(global(stack.pop(String.class), name));
      }
      case 'Q' -> {
        TorchStorage storage = TorchBuilders.storage(this, stack.pop(PickleTuple.class));
        storageTypes.put(storage.key(), storage.type());
        stack.push(storage);
      }
      case 'R', 0x81 -> {
        PickleTuple arguments = stack.pop(PickleTuple.class);
        stack.push(stack.pop(PickleGlobals.Callable.class).call(this, arguments));
      }
      case 0x92 -> {
        if (!stack.pop(PickleDict.class).items().isEmpty()) {
          throw damaged("an object with named arguments");
        }
        execute(0x81);
      }
      case 'b' -> build();
      default -> container(opcode);
    }
  }

  private void container(int opcode) {
    switch (opcode) {
      case '}' -> stack.push(new PickleDict());
      case ']', 0x8F -> stack.push(new PickleList());
      case ')' -> stack.push(stack.popTuple(0));
      case 0x85 -> stack.push(stack.popTuple(1));
      case 0x86 -> stack.push(stack.popTuple(2));
      case 0x87 -> stack.push(stack.popTuple(3));
      case 't' -> stack.push(new PickleTuple(stack.popMark()));
      case 'l', 0x91 -> {
        PickleList list = new PickleList();
        list.items().addAll(stack.popMark());
        stack.push(list);
      }
      case 'a' -> {
        Object item = stack.pop();
        stack.peek(PickleList.class).items().add(item);
      }
      case 'e', 0x90 -> {
        List<Object> items = stack.popMark();
        stack.peek(PickleList.class).items().addAll(items);
      }
      case 'd' -> {
        PickleDict dict = new PickleDict();
        put(dict, stack.popMark());
        stack.push(dict);
      }
      case 's' -> {
        PickleTuple pair = stack.popTuple(2);
        put(stack.peek(PickleDict.class), pair.items());
      }
      case 'u' -> {
        List<Object> items = stack.popMark();
        put(stack.peek(PickleDict.class), items);
      }
      default ->
          throw damaged(
              String.format("operation 0x%02x is not one that torch's checkpoints use", opcode));
    }
  }

  private void put(PickleDict dict, List<Object> items) {
    if (items.size() % 2 != 0) {
      throw damaged("a dictionary's key has no value");
    }
    for (int i = 0; i < items.size(); i += 2) {
      dict.items().put(key(items.get(i)), items.get(i + 1));
    }
  }

  /** Checks that a value may be a dictionary's key. */
  Object key(Object value) {
    if (value instanceof PickleList || value instanceof PickleDict || value instanceof byte[]) {
      throw damaged("a dictionary's key must be a plain value");
    }
    return value;
  }

  /**
   * State is set on ordered dictionaries (a state dict's versions) and tensors; nobody needs it.
   */
  private void build() {
    stack.pop();
    if (!(stack.peek() instanceof PickleDict || stack.peek() instanceof TorchTensor)) {
      throw damaged("state for something that is no dictionary or tensor");
    }
  }

  private void protocol(int version) {
    if (version < 2 || version > 5) {
      throw damaged("protocol " + version + "; 2 to 5 are read");
    }
  }

  private Object integer(long length) {
    if (length > MAX_DIGITS) {
      throw damaged("an integer of " + length + " bytes");
    }
    byte[] bytes = in.bytes(length);
    if (bytes.length == 0) {
      return 0L;
    }
    for (int i = 0, j = bytes.length - 1; i < j; i++, j--) {
      byte low = bytes[i];
      bytes[i] = bytes[j];
      bytes[j] = low;
    }
    BigInteger value = new BigInteger(bytes);
    return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
  }

  private Object global(String module, String name) {
    return PickleGlobals.find(module, name)
        .orElseThrow(
            () ->
                new WeightsException(
                    file
                        + " is refused: its pickle wants "
                        + shorten(module + "." + name)
                        + ", but only tensors and plain containers are built; nothing was executed."
                        + " Where the file can be trusted, load it with the program that wrote it"
                        + " and save the tensors alone."));
  }

  private static String shorten(String text) {
    String safe = text.replaceAll("\\p{Cntrl}", "?");
    return safe.length() > 200 ? safe.substring(0, 200) + "..." : safe;
  }
}
