package io.asva.metrics.evaluation;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.tensor.FiniteCheck;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.media.dataset.Segment;
import io.asva.metrics.MetricsException;
import io.asva.sync.SyncException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decodes clips, runs the networks over them and keeps what they make, unless it is kept already.
 * Networks are opened when the first of them is needed.
 */
final class FeaturePass implements AutoCloseable {
  private final EvaluationSettings settings;
  private final Supplier<EvaluationNetworks> opening;
  private final FeatureKeys keys;
  private final WorkFolder work;
  private final FileChecks files;
  private final ClipLoader loader;
  private @Nullable EvaluationNetworks networks;

  FeaturePass(
      EvaluationSettings settings,
      EvaluationModels models,
      Device device,
      FeatureKeys keys,
      WorkFolder work,
      FileChecks files) {
    this.settings = settings;
    this.opening = () -> new EvaluationNetworks(settings, models, device);
    this.keys = keys;
    this.work = work;
    this.files = files;
    this.loader = new ClipLoader(settings);
  }

  /** All clips of the ground truth, then all generated ones, as the reference does. */
  void run(EvaluationPlan plan, ProgressMonitor monitor) {
    List<EvaluatedVideo> videos = plan.videos();
    monitor.report("ground truth", 0, videos.size());
    for (int i = 0; i < videos.size(); i++) {
      real(videos.get(i), monitor);
      monitor.report("ground truth", i + 1, videos.size());
    }
    int clips = videos.size() * settings.clipsPerVideo();
    int done = 0;
    monitor.report("generated clips", 0, clips);
    for (EvaluatedVideo video : videos) {
      for (Path clip : video.generated()) {
        if (files.usable(video.file())) {
          made(clip, video.text(), monitor);
        }
        monitor.report("generated clips", ++done, clips);
      }
    }
  }

  private void real(EvaluatedVideo video, Cancellation cancellation) {
    Path file = video.file();
    keep(
        file,
        () -> keys.real(video),
        () -> {
          List<LoadedClip> clips = new ArrayList<>();
          double[] starts = loader.starts(file, video.segment(), settings.clipsPerVideo());
          for (double start : starts) {
            cancellation.check("evaluating");
            clips.add(loader.load(file, start, settings.wantsRealAudio()));
          }
          Features features = networks().real(clips, cancellation);
          features.put(Features.STARTS, Arrays.stream(starts).boxed().toList());
          features.notes(clips.stream().flatMap(clip -> clip.notes().stream()).distinct().toList());
          return features;
        },
        cancellation);
  }

  private void made(Path file, String text, Cancellation cancellation) {
    keep(
        file,
        () -> keys.made(file, text),
        () -> {
          double start = loader.starts(file, Segment.WHOLE, 1)[0];
          LoadedClip clip = loader.load(file, start, settings.wantsAudio());
          Features features = networks().made(clip, text, cancellation);
          features.notes(clip.notes());
          return features;
        },
        cancellation);
  }

  private void keep(
      Path file, Supplier<String> key, Supplier<Features> making, Cancellation cancellation) {
    cancellation.check("evaluating");
    if (!files.usable(file)) {
      return;
    }
    String name = key.get();
    if (work.find(name).isPresent()) {
      return;
    }
    try {
      Features features = making.get();
      requireFinite(features);
      work.keep(name, features);
    } catch (BadFile e) {
      files.found(file, e);
    } catch (MetricsException | SyncException | NonFiniteException e) {
      throw new MetricsException(file + ": " + e.getMessage(), e);
    }
  }

  private static void requireFinite(Features features) {
    for (FloatTensor tensor : features.tensors()) {
      FiniteCheck.require(
          "a feature of it",
          tensor,
          () -> "The weights of the network that made it hold numbers that are not.");
    }
  }

  private EvaluationNetworks networks() {
    EvaluationNetworks known = networks;
    if (known == null) {
      known = opening.get();
      networks = known;
    }
    return known;
  }

  @Override
  public void close() {
    EvaluationNetworks open = networks;
    networks = null;
    if (open != null) {
      open.close();
    }
  }
}
