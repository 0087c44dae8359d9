package io.asva.examples.training.classifier;

import static java.util.Objects.requireNonNull;

import io.asva.core.random.CounterRandom;
import io.asva.core.tensor.FloatTensor;
import io.asva.examples.drawn.ClipLabels;
import io.asva.media.ClipSampling;
import io.asva.sync.training.SyncClip;
import io.asva.sync.training.SyncClips;
import io.asva.sync.training.SyncDataConfig;
import io.asva.training.Examples;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The classifier's clips with their labels. Immutable, so safe for use by many threads. */
final class LabelledClips implements Examples<LabelledClip> {
  private final SyncClips clips;
  private final ClipSampling sampling;
  private final Map<String, ClipLabels> labels;

  /**
   * The clips that a configuration names.
   *
   * @param labels of all videos of the data set
   */
  LabelledClips(SyncDataConfig config, List<ClipLabels> labels) {
    this.clips = SyncClips.of(config);
    this.sampling = config.sampling();
    this.labels = labels.stream().collect(Collectors.toMap(ClipLabels::video, Function.identity()));
  }

  @Override
  public int size() {
    return clips.size();
  }

  @Override
  public String name(int index) {
    return clips.name(index);
  }

  @Override
  public LabelledClip load(int index, CounterRandom random) {
    SyncClip clip = clips.load(index, random);
    ClipLabels known = requireNonNull(labels.get(name(index)), () -> name(index));
    int size = MotionCurves.size(sampling);
    FloatTensor curves = FloatTensor.zeros(clip.starts().size(), size);
    for (int i = 0; i < clip.starts().size(); i++) {
      MotionCurves.write(known, sampling, clip.starts().get(i), curves.values(), i * size);
    }
    return new LabelledClip(clip.audio(), clip.video(), curves);
  }
}
