package io.asva.training.internal;

import io.asva.core.files.Durable;
import io.asva.core.weights.SafetensorsWriter;
import io.asva.training.torchscript.LiveTensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A checkpoint that is being written: each file goes to the disk before the next begins. */
public final class CheckpointFolder {
  private final Path folder;
  private final Boundary boundary;
  private final Map<String, Manifest.Entry> files = new HashMap<>();

  CheckpointFolder(Path folder, Boundary boundary) {
    this.folder = folder;
    this.boundary = boundary;
  }

  /** Adds a file of text. */
  public void text(String name, String content) throws IOException {
    Path file = place(name);
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(bytes, 0, bytes.length / 2);
      boundary.reached("half of " + name + " written");
      out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
    }
    finish(name, file);
  }

  /** Adds a file of tensors, by the names that the map gives them. */
  public void tensors(String name, Map<String, LiveTensor> tensors) throws IOException {
    Path file = place(name);
    SafetensorsWriter writer = new SafetensorsWriter().withoutSync().metadata("format", "pt");
    List<String> names = new ArrayList<>(tensors.keySet());
    tensors.forEach(
        (key, tensor) -> {
          boolean middle = key.equals(names.get(names.size() / 2));
          writer.add(
              key,
              tensor.type(),
              tensor.shape(),
              (offset, into) -> {
                if (middle && offset == 0) {
                  boundary.reached("half of " + name + " written");
                }
                tensor.get(offset, into);
              });
        });
    writer.write(file);
    finish(name, file);
  }

  private Path place(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  private void finish(String name, Path file) throws IOException {
    boundary.reached(name + " written");
    Durable.sync(file);
    boundary.reached(name + " synced");
    files.put(name, Manifest.Entry.of(file));
  }

  /** Writes the manifest, and makes the names durable. */
  void seal() throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (String name : files.keySet()) {
      Path parent = folder.resolve(name).getParent();
      for (; parent != null && parent.startsWith(folder); parent = parent.getParent()) {
        folders.add(parent);
      }
    }
    text(Manifest.NAME, new Manifest(Map.copyOf(files)).toJson());
    folders.forEach(Durable::syncFolder);
    boundary.reached("folder synced");
  }
}
