package io.asva.sync;

import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.FloatTensor;
import io.asva.media.AudioSource;
import io.asva.media.VideoSource;
import io.asva.sync.internal.ScorerEngine;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Scores whether audio and a video move together. A clip is 2 s: 12 frames at 6 a second, and the
 * audio beside them.
 *
 * <p>For pairs, frames are stretched to the network's square, as in the reference's metrics; for
 * clips of one video, the evaluation and the offset the central square is taken, as in the
 * classifier's training.
 *
 * <p>Safe for use by many threads. It holds the networks until it is closed; closing waits for the
 * calls that go on, and calls after it throw {@link io.asva.core.ClosedException}. Every call may
 * throw an {@link io.asva.core.AsvaException} whose message says what is wrong with its input, and
 * a {@link io.asva.core.CancelledException} within one evaluation of a network after it was
 * cancelled.
 */
public final class SyncScorer implements AutoCloseable {
  private final ScorerEngine engine;

  SyncScorer(ScorerEngine engine) {
    this.engine = engine;
  }

  /** A scorer to compose. */
  public static SyncScorerBuilder builder() {
    return new SyncScorerBuilder();
  }

  /** The score of a pair. */
  public SyncScore score(AudioSource audio, VideoSource video) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    return score(List.of(new SyncPair(audio, video)), ProgressMonitor.none()).get(0);
  }

  /**
   * The scores of pairs, in their order. Sources that are equal are computed once.
   *
   * @param monitor is told of the stage "scoring pairs"
   */
  public List<SyncScore> score(List<SyncPair> pairs, ProgressMonitor monitor) {
    Objects.requireNonNull(pairs, "pairs");
    Objects.requireNonNull(monitor, "monitor");
    return engine.score(pairs, monitor);
  }

  /** The score of two embeddings, which costs next to nothing. */
  public SyncScore score(AudioEmbedding audio, VideoEmbedding video) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    return engine.score(audio, video, new Cancellation());
  }

  /** The embedding of audio, to be scored with many videos. */
  public AudioEmbedding embed(AudioSource audio) {
    Objects.requireNonNull(audio, "audio");
    return embed(audio, new Cancellation());
  }

  /** The embedding of audio, to be scored with many videos. */
  public AudioEmbedding embed(AudioSource audio, Cancellation cancellation) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(cancellation, "cancellation");
    return engine.embed(audio, cancellation);
  }

  /** The embedding of a clip's frames, to be scored with many audio clips. */
  public VideoEmbedding embed(VideoSource video) {
    Objects.requireNonNull(video, "video");
    return embed(video, new Cancellation());
  }

  /** The embedding of a clip's frames, to be scored with many audio clips. */
  public VideoEmbedding embed(VideoSource video, Cancellation cancellation) {
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(cancellation, "cancellation");
    return engine.embed(video, cancellation);
  }

  /**
   * The embedding of audio that is a spectrogram already.
   *
   * @param mel normalised (1, 128, 204), as {@link io.asva.audio.MelSpectrogram} makes it
   * @throws SyncException if the shape is another one
   */
  public AudioEmbedding embedSpectrogram(FloatTensor mel, Cancellation cancellation) {
    Objects.requireNonNull(mel, "mel");
    Objects.requireNonNull(cancellation, "cancellation");
    return engine.embedSpectrogram(mel, cancellation);
  }

  /**
   * The embedding of a clip's frames that are prepared already.
   *
   * @param frames (12, 3, 224, 224), as {@link io.asva.core.image.FramePreset#CLIP} makes them
   * @throws SyncException if the shape is another one
   */
  public VideoEmbedding embedFrames(FloatTensor frames, Cancellation cancellation) {
    Objects.requireNonNull(frames, "frames");
    Objects.requireNonNull(cancellation, "cancellation");
    return engine.embedFrames(frames, cancellation);
  }

  /**
   * The embeddings of clips of one video. What one frame contributes is computed once, however many
   * clips hold the frame. Each of a clip's 12 slots takes the frame nearest in time, among those
   * from the first clip's first slot to the last clip's last one, as the reference's reader does.
   *
   * @param video the video; where it begins does not matter
   * @param starts where the clips begin, in seconds, rising
   * @param monitor is told of the stage "scoring clips"
   */
  public List<VideoEmbedding> embedClips(
      VideoSource video, List<Double> starts, ProgressMonitor monitor) {
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(starts, "starts");
    Objects.requireNonNull(monitor, "monitor");
    double[] seconds = starts.stream().mapToDouble(start -> video.from(start).start()).toArray();
    for (int i = 1; i < seconds.length; i++) {
      if (seconds[i] < seconds[i - 1]) {
        throw new IllegalArgumentException("clips' starts must rise, not be " + starts);
      }
    }
    return seconds.length == 0 ? List.of() : engine.embedClips(video, seconds, monitor);
  }

  /** RelSync of a pair, by another audio clip with the same video. */
  public RelSync relSync(AudioSource audio, VideoSource video, AudioSource reference) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(reference, "reference");
    return relSync(new SyncPair(audio, video), new SyncPair(reference, video), new Cancellation());
  }

  /** RelSync of a pair, by another video with the same audio. */
  public RelSync relSync(AudioSource audio, VideoSource video, VideoSource reference) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(reference, "reference");
    return relSync(new SyncPair(audio, video), new SyncPair(audio, reference), new Cancellation());
  }

  /**
   * RelSync of a pair by any other pair; data sets are evaluated by the pair that was generated
   * from.
   */
  public RelSync relSync(SyncPair pair, SyncPair reference, Cancellation cancellation) {
    Objects.requireNonNull(pair, "pair");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(cancellation, "cancellation");
    return engine.relSync(pair, reference, cancellation);
  }

  /** AlignSync of a pair, by a video of the same size. Needs ImageBind. */
  public AlignSync alignSync(AudioSource audio, VideoSource video, VideoSource reference) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(reference, "reference");
    return alignSync(new SyncPair(audio, video), reference, new Cancellation());
  }

  /** AlignSync of a pair, by a video of the same size. Needs ImageBind. */
  public AlignSync alignSync(SyncPair pair, VideoSource reference, Cancellation cancellation) {
    Objects.requireNonNull(pair, "pair");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(cancellation, "cancellation");
    return engine.alignSync(pair, reference, cancellation);
  }

  /** Finds the shift between a video's own audio and its images. */
  public SyncOffset offset(Path video) {
    Objects.requireNonNull(video, "video");
    return offset(
        AudioSource.file(video),
        VideoSource.file(video),
        OffsetSearch.STANDARD,
        ProgressMonitor.none());
  }

  /**
   * Finds the shift between audio and a video. Both are taken whole from where they begin.
   *
   * @param search which shifts are tried
   * @param monitor is told of the stage "comparing"
   */
  public SyncOffset offset(
      AudioSource audio, VideoSource video, OffsetSearch search, ProgressMonitor monitor) {
    Objects.requireNonNull(audio, "audio");
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(search, "search");
    Objects.requireNonNull(monitor, "monitor");
    return engine.offset(audio, video, search, monitor);
  }

  /**
   * The scores of one video in the classifier's evaluation, from which {@link SyncAccuracy#of}
   * counts: {@link SyncAccuracy#CLIPS} clips, {@link SyncAccuracy#GAP} apart, in the video's
   * middle. The video needs 12 frames a second or more, and 3.2 s of images and audio.
   *
   * @param monitor is told of the stage "scoring clips"
   */
  public CentreScores centreScores(Path video, ProgressMonitor monitor) {
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(monitor, "monitor");
    return engine.centreScores(video, monitor);
  }

  /**
   * The same with other numbers than the reference's.
   *
   * @param clips how many
   * @param gap seconds from one clip's start to the next one's
   */
  public CentreScores centreScores(Path video, int clips, double gap, ProgressMonitor monitor) {
    Objects.requireNonNull(video, "video");
    Objects.requireNonNull(monitor, "monitor");
    return engine.centreScores(video, clips, gap, monitor);
  }

  /** Waits for the calls that go on, then frees the networks; again without effect. */
  @Override
  public void close() {
    engine.close();
  }
}
