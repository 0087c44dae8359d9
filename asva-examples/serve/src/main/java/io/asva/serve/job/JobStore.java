package io.asva.serve.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.Folders;
import io.asva.core.files.PrivateFolder;
import io.asva.diffusion.AnimatedClip;
import io.asva.serve.store.Ids;
import io.asva.serve.store.JsonFormat;
import io.asva.serve.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Jobs on disk, a folder each: {@code job.json}, and the result's files.
 *
 * <p>Safe for use by many threads, one a job.
 *
 * @param root the folder of them all
 */
record JobStore(Path root) {
  private static final String VIEW = "job.json";

  /** Makes a job's folder. */
  void create(JobView view) {
    PrivateFolder.make(root.resolve(view.id()));
    write(view);
  }

  /** Keeps what a job has become. */
  void write(JobView view) {
    try {
      AtomicWrite.writeText(root.resolve(view.id()).resolve(VIEW), JsonFormat.text(view));
    } catch (IOException e) {
      throw new StoreException("The job can't be kept: the server's disk may be full.", e);
    }
  }

  /** Keeps a clip. */
  void save(String id, AnimatedClip clip) {
    Path folder = root.resolve(id);
    Path frames = folder.resolve("frames");
    try {
      Files.createDirectory(frames);
    } catch (IOException e) {
      throw new StoreException("The clip can't be kept: the server's disk may be full.", e);
    }
    clip.savePngs(frames);
    clip.saveGif(folder.resolve("result.gif"));
    clip.saveMp4(folder.resolve("result.mp4"));
  }

  /** Jobs that are there, in no order; what can't be read is removed. */
  List<JobView> read() {
    List<JobView> views = new ArrayList<>();
    for (Path folder : folders()) {
      String name = String.valueOf(folder.getFileName());
      try {
        JobView view = JsonFormat.MAPPER.readValue(folder.resolve(VIEW).toFile(), JobView.class);
        if (Ids.isId(name) && name.equals(view.id())) {
          views.add(view);
        } else {
          remove(folder);
        }
      } catch (JsonProcessingException e) {
        remove(folder);
      } catch (IOException e) {
        remove(folder); // killed before it was written
      }
    }
    return views;
  }

  private List<Path> folders() {
    try (Stream<Path> files = Files.list(root)) {
      return files.toList();
    } catch (IOException e) {
      throw new StoreException("The server's folder of jobs can't be read: " + e, e);
    }
  }

  /** A file of a job's result, if it is there. */
  Optional<Path> file(String id, String name) {
    Path file = root.resolve(id).resolve(name);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  /** Removes the files of a result that isn't whole. */
  void removeResult(String id) {
    Path folder = root.resolve(id);
    remove(folder.resolve("frames"));
    remove(folder.resolve("result.gif"));
    remove(folder.resolve("result.mp4"));
  }

  /** Removes a job. */
  void remove(String id) {
    remove(root.resolve(id));
  }

  private static void remove(Path place) {
    try {
      Folders.delete(place);
    } catch (IOException e) {
      throw new StoreException("A job can't be removed from the server's disk.", e);
    }
  }
}
