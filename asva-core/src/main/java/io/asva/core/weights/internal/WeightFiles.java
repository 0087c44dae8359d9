package io.asva.core.weights.internal;

import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import io.asva.core.weights.WeightsException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens a file of weights by what it holds. */
public final class WeightFiles {
  private static final String MODULE = "module.";
  private static final int ZIP = 0x04034B50;

  private WeightFiles() {}

  /** The model's tensors, unwrapped and without a common {@code module.}. */
  public static Weights openModel(Path path) {
    try (OpenedFile file = OpenedFile.open(path)) {
      List<WeightTensor> tensors =
          isSafetensors(file)
              ? SafetensorsFormat.read(file)
              : torch(file, content -> StateDict.model(file, content.root()));
      return withoutModule(TensorMap.of(path.toString(), tensors));
    }
  }

  /** Every tensor under the path it has in the file. */
  public static Weights openTree(Path path) {
    try (OpenedFile file = OpenedFile.open(path)) {
      return TensorMap.of(
          path.toString(),
          isSafetensors(file)
              ? SafetensorsFormat.read(file)
              : torch(file, content -> StateDict.tree(file, content.root())));
    }
  }

  private interface Selection {
    Map<String, TorchTensor> of(TorchContent content);
  }

  private static List<WeightTensor> torch(OpenedFile file, Selection selection) {
    TorchContent content =
        file.read(0, 4).getInt() == ZIP ? TorchZipFormat.read(file) : TorchLegacyFormat.read(file);
    TensorPlacer placer = new TensorPlacer(file, content.storages());
    List<WeightTensor> tensors = new ArrayList<>();
    selection.of(content).forEach((name, tensor) -> tensors.add(placer.place(name, tensor)));
    return tensors;
  }

  private static Weights withoutModule(Weights weights) {
    boolean all =
        weights.tensors().stream()
            .allMatch(t -> t.name().startsWith(MODULE) && t.name().length() > MODULE.length());
    return all ? weights.prefix(MODULE) : weights;
  }

  /** Tells safetensors from torch's formats, and refuses anything else. */
  private static boolean isSafetensors(OpenedFile file) {
    if (file.size() < 9) {
      throw new WeightsException(
          file.shown()
              + (file.size() == 0 ? " is empty." : " has only " + file.size() + " bytes.")
              + " A safetensors file or a checkpoint of torch was expected.");
    }
    ByteBuffer head = file.read(0, (int) Math.min(64, file.size()));
    if (head.get(8) == '{') {
      return true;
    }
    if (head.getInt(0) == ZIP || (head.get(0) & 0xFF) == 0x80) {
      return false;
    }
    String text = StandardCharsets.ISO_8859_1.decode(head.duplicate()).toString();
    String hint =
        text.startsWith("version https://git-lfs")
            ? " It is a Git LFS pointer: fetch the file it stands for (git lfs pull)."
            : text.stripLeading().startsWith("<") ? " It is a web page: the download failed." : "";
    throw new WeightsException(
        file.shown()
            + " is neither a safetensors file nor a checkpoint of torch (.pt, .pth, .bin); it"
            + " begins with "
            + begin(head)
            + "."
            + hint);
  }

  private static String begin(ByteBuffer head) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      hex.append(String.format(i == 0 ? "%02x" : " %02x", head.get(i)));
    }
    return hex.toString();
  }
}
