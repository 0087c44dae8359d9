package io.asva.examples.training.audio;

import static java.util.Objects.requireNonNull;

import io.asva.audio.MelSpectrogram;
import io.asva.core.random.CounterRandom;
import io.asva.core.signal.Resampler;
import io.asva.core.tensor.FloatTensor;
import io.asva.examples.drawn.ClipLabels;
import io.asva.examples.drawn.DrawnCategory;
import io.asva.examples.drawn.Edition;
import io.asva.examples.training.data.Columns;
import io.asva.media.Audio;
import io.asva.media.MediaFile;
import io.asva.media.dataset.DatasetVideo;
import io.asva.training.Examples;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The sounds of drawn videos with their labels: of each video two seconds from a random time on.
 *
 * <p>Immutable, so safe for use by many threads.
 */
final class LabelledAudios implements Examples<LabelledAudio> {
  private static final double SECONDS = 2;

  private final List<String> voices;
  private final List<DatasetVideo> videos;
  private final Map<String, ClipLabels> labels;

  /**
   * The sounds of some videos of a data set.
   *
   * @param edition whose categories may be heard
   * @param labels of all its videos
   */
  LabelledAudios(Edition edition, List<DatasetVideo> videos, List<ClipLabels> labels) {
    this.voices = edition.categories().stream().map(DrawnCategory::folder).toList();
    this.videos = List.copyOf(videos);
    this.labels = labels.stream().collect(Collectors.toMap(ClipLabels::video, Function.identity()));
  }

  @Override
  public int size() {
    return videos.size();
  }

  @Override
  public String name(int index) {
    return videos.get(index).name();
  }

  @Override
  public LabelledAudio load(int index, CounterRandom random) {
    DatasetVideo video = videos.get(index);
    ClipLabels known = requireNonNull(labels.get(video.name()), video::name);
    Audio whole = MediaFile.open(video.file()).audio();
    double start = random.nextDouble() * Math.max(0, whole.seconds() - SECONDS);
    FloatTensor samples = Resampler.of(whole.rate(), MelSpectrogram.RATE).resample(whole.tensor());
    int from = (int) Math.round(start * MelSpectrogram.RATE);
    int count = (int) Math.min(SECONDS * MelSpectrogram.RATE, samples.shape().dim(1) - from);
    return new LabelledAudio(
        MelSpectrogram.of(samples.narrow(1, from, count)).reshape(1, 1, 128, 204),
        voices.indexOf(known.voice()),
        Columns.of(known, start));
  }
}
