package io.asva.examples.drawn;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.asva.core.Cancellation;
import io.asva.core.CancelledException;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.Uninterrupted;
import io.asva.core.files.AtomicWrite;
import io.asva.core.files.PlainFile;
import io.asva.examples.drawn.internal.TextFile;
import io.asva.media.VideoWriter;
import io.asva.media.dataset.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a drawn data set into a folder. */
final class DrawnDatasetWriter {
  private static final String SETTINGS = "drawn.json";
  private static final String STAGE = "drawing";

  private final DrawnDataset dataset;
  private final Path folder;
  private final AtomicBoolean stopped = new AtomicBoolean();

  DrawnDatasetWriter(DrawnDataset dataset, Path folder) {
    this.dataset = dataset;
    this.folder = folder;
  }

  void write(ProgressMonitor monitor) {
    try {
      begin();
      List<DrawnClip> clips = dataset.clips();
      videos(clips, monitor);
      lists(clips);
    } catch (IOException e) {
      throw new DrawnException("Can't write the data set to " + folder + ": " + e + ".", e);
    }
  }

  private void begin() throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DrawnException(folder + " is a file; name a folder for the data set.");
    }
    Files.createDirectories(folder);
    AtomicWrite.removeLeft(folder);
    Path settings = folder.resolve(SETTINGS);
    if (Files.exists(settings)) {
      List<String> differences = dataset.settings().differences(PlainFile.text(settings));
      if (!differences.isEmpty()) {
        throw new DrawnException(
            folder
                + " holds a data set of other settings ("
                + String.join("; ", differences)
                + "); choose another folder, or go on with the same settings.");
      }
    } else if (!isEmpty(folder)) {
      throw new DrawnException(
          folder + " is not empty and holds no drawn data set; choose a new or empty folder.");
    } else {
      TextFile.write(settings, dataset.settings().json());
    }
    for (DrawnCategory category : dataset.settings().categories()) {
      AtomicWrite.removeLeft(
          Files.createDirectories(folder.resolve("videos/" + category.folder())));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private void videos(List<DrawnClip> clips, ProgressMonitor monitor) {
    List<DrawnClip> missing = clips.stream().filter(clip -> !Files.exists(file(clip))).toList();
    if (missing.isEmpty()) {
      return;
    }
    monitor.report(STAGE, 0, missing.size());
    int done = 0;
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> videos = new ArrayList<>();
      missing.forEach(clip -> videos.add(workers.submit(() -> video(clip, monitor))));
      for (Future<?> video : videos) {
        await(video);
        monitor.report(STAGE, ++done, missing.size());
      }
    } finally {
      stopped.set(true);
      workers.shutdown();
      Uninterrupted.await(workers); // nobody may find half a file
    }
  }

  private static void await(Future<?> video) {
    try {
      video.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancelledException(STAGE);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void video(DrawnClip clip, Cancellation cancellation) {
    if (!stopped.get()) {
      cancellation.check(STAGE);
      VideoWriter.of(clip.video()).withAudio(clip.audio()).mp4(file(clip));
    }
  }

  private Path file(DrawnClip clip) {
    return folder.resolve("videos").resolve(clip.name());
  }

  private void lists(List<DrawnClip> clips) throws IOException {
    TextFile.write(folder.resolve("train.txt"), list(clips, Split.TRAIN));
    TextFile.write(folder.resolve("test.txt"), list(clips, Split.TEST));
    TextFile.write(
        folder.resolve("labels.jsonl"),
        clips.stream().map(clip -> clip.labels().line() + "\n").collect(Collectors.joining()));
    Map<String, String> texts = new LinkedHashMap<>();
    dataset.settings().categories().forEach(c -> texts.put(c.folder(), c.text()));
    TextFile.write(
        folder.resolve("class_mapping.json"),
        new ObjectMapper().valueToTree(texts).toPrettyString() + "\n");
  }

  // Sorted, because the original pairs sorted file names with unsorted categories.
  private static String list(List<DrawnClip> clips, Split split) {
    return clips.stream()
        .filter(clip -> clip.split() == split)
        .map(clip -> clip.name() + "\n")
        .sorted()
        .collect(Collectors.joining());
  }
}
