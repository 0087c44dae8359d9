package io.asva.sync.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.concurrent.CallGate;
import io.asva.core.concurrent.Closing;
import io.asva.core.image.FramePreset;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Shape;
import io.asva.media.Audio;
import io.asva.media.AudioSource;
import io.asva.media.ClipReader;
import io.asva.media.ClipSampling;
import io.asva.media.MediaException;
import io.asva.media.MediaFile;
import io.asva.media.MediaNotes;
import io.asva.media.VideoSource;
import io.asva.sync.AlignSync;
import io.asva.sync.AudioEmbedding;
import io.asva.sync.CentreScores;
import io.asva.sync.OffsetSearch;
import io.asva.sync.RelSync;
import io.asva.sync.SyncAccuracy;
import io.asva.sync.SyncException;
import io.asva.sync.SyncOffset;
import io.asva.sync.SyncPair;
import io.asva.sync.SyncScore;
import io.asva.sync.VideoEmbedding;
import io.asva.sync.network.Classifier;
import io.asva.sync.network.ClipFrames;
import io.asva.sync.network.Similarity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The work of a scorer. Safe for use by many threads. */
public final class ScorerEngine implements AutoCloseable {
  private static final double SLOWEST = 12; // frames a second that the reference's evaluation takes

  private static final Shape MEL = Shape.of(1, MelSpectrogram.BANDS, MelSpectrogram.FRAMES);
  private static final Shape FRAMES =
      Shape.of(ClipSampling.STANDARD.frames(), 3, FramePreset.CLIP.size(), FramePreset.CLIP.size());

  private final Classifier classifier;
  private final @Nullable Similarity similarity;
  private final ClipInputs inputs;
  private final CallGate gate;

  /** An engine over networks, which belong to it from here on. */
  public ScorerEngine(Classifier classifier, @Nullable Similarity similarity, ClipInputs inputs) {
    this.classifier = classifier;
    this.similarity = similarity;
    this.inputs = inputs;
    this.gate = new CallGate(this, "the SyncScorer", () -> Closing.all(classifier, similarity));
  }

  /** The embedding of audio. */
  public AudioEmbedding embed(AudioSource source, Cancellation cancellation) {
    return gate.call(() -> audio(inputs.hear(source), cancellation));
  }

  /** The embedding of a video's clip. */
  public VideoEmbedding embed(VideoSource source, Cancellation cancellation) {
    return gate.call(() -> video(inputs.see(source, cancellation), cancellation));
  }

  private AudioEmbedding audio(ClipInputs.Heard heard, Cancellation cancellation) {
    return new AudioEmbedding(
        classifier.audio(heard.mel(), cancellation), ClipInputs.texts(heard.notes()));
  }

  private VideoEmbedding video(ClipInputs.Seen seen, Cancellation cancellation) {
    ClipFrames frames = ClipFrames.of(seen.frames());
    FloatTensor values = classifier.videos(frames, cancellation.silent()).get(0);
    return new VideoEmbedding(values, ClipInputs.texts(seen.notes()));
  }

  /** The embedding of a spectrogram. */
  public AudioEmbedding embedSpectrogram(FloatTensor mel, Cancellation cancellation) {
    requireShape("A spectrogram", mel, MEL);
    return gate.call(() -> audio(new ClipInputs.Heard(mel, List.of()), cancellation));
  }

  /** The embedding of prepared frames. */
  public VideoEmbedding embedFrames(FloatTensor frames, Cancellation cancellation) {
    requireShape("A clip of prepared frames", frames, FRAMES);
    ClipFrames clip = ClipFrames.ofRows(frames);
    return gate.call(
        () -> new VideoEmbedding(classifier.videos(clip, cancellation.silent()).get(0), List.of()));
  }

  private static void requireShape(String what, FloatTensor found, Shape expected) {
    if (!found.shape().equals(expected)) {
      throw new SyncException(what + " is " + expected + ", not " + found.shape() + ".");
    }
  }

  /** The embeddings of clips of one video, as the classifier was trained on them. */
  public List<VideoEmbedding> embedClips(
      VideoSource source, double[] starts, ProgressMonitor monitor) {
    return gate.call(
        () -> {
          MediaNotes notes = new MediaNotes();
          List<FloatTensor> embeddings = clips(source, starts, notes, monitor);
          List<String> texts = ClipInputs.texts(notes.list());
          return embeddings.stream().map(values -> new VideoEmbedding(values, texts)).toList();
        });
  }

  private List<FloatTensor> clips(
      VideoSource source, double[] starts, MediaNotes notes, ProgressMonitor monitor) {
    ClipFrames frames =
        FrameReading.nearest(source, starts, FramePreset.SYNC_TRAIN, inputs, notes, monitor);
    return classifier.videos(frames, monitor);
  }

  /** The score of two embeddings. */
  public SyncScore score(AudioEmbedding audio, VideoEmbedding video, Cancellation cancellation) {
    return gate.call(
        () -> {
          List<String> notes = new ArrayList<>(audio.notes());
          notes.addAll(video.notes());
          double value = classifier.head().score(audio.values(), video.values(), cancellation);
          return new SyncScore(value, notes);
        });
  }

  /** The scores of pairs, each distinct source computed once. */
  public List<SyncScore> score(List<SyncPair> pairs, ProgressMonitor monitor) {
    return gate.call(
        () -> {
          Map<AudioSource, AudioEmbedding> audios = new HashMap<>();
          Map<VideoSource, VideoEmbedding> videos = new HashMap<>();
          List<SyncScore> scores = new ArrayList<>();
          monitor.report("scoring pairs", 0, Math.max(1, pairs.size()));
          for (SyncPair pair : pairs) {
            AudioEmbedding audio = audios.get(pair.audio());
            if (audio == null) {
              audio = embed(pair.audio(), monitor);
              audios.put(pair.audio(), audio);
            }
            VideoEmbedding video = videos.get(pair.video());
            if (video == null) {
              video = embed(pair.video(), monitor);
              videos.put(pair.video(), video);
            }
            scores.add(score(audio, video, monitor));
            monitor.report("scoring pairs", scores.size(), pairs.size());
          }
          return scores;
        });
  }

  /** RelSync of two pairs. */
  public RelSync relSync(SyncPair pair, SyncPair reference, Cancellation cancellation) {
    List<SyncScore> scores = score(List.of(reference, pair), cancellation.silent());
    return RelSync.of(scores.get(0).value(), scores.get(1).value());
  }

  /** AlignSync of a pair by a reference video. */
  public AlignSync alignSync(SyncPair pair, VideoSource reference, Cancellation cancellation) {
    return gate.call(
        () -> {
          Similarity imageBind = requireSimilarity();
          ClipInputs.Heard heard = inputs.hear(pair.audio());
          ClipInputs.Seen seen = inputs.see(pair.video(), cancellation);
          ClipInputs.Seen ref =
              reference.equals(pair.video()) ? seen : inputs.see(reference, cancellation);
          requireSameSize(seen.size(), ref.size());
          AudioEmbedding audio = audio(heard, cancellation);
          SyncScore score = score(audio, video(seen, cancellation), cancellation);
          SyncScore refScore = score(audio, video(ref, cancellation), cancellation);
          FloatTensor embedding = imageBind.audio(heard.mel(), cancellation);
          List<Double> later =
              imageBind.cosines(
                  embedding, seen.frames().subList(1, seen.frames().size()), cancellation);
          double first =
              imageBind.cosines(embedding, ref.frames().subList(0, 1), cancellation).get(0);
          List<String> notes =
              Stream.of(score, refScore).flatMap(s -> s.notes().stream()).distinct().toList();
          return AlignSync.of(RelSync.of(refScore.value(), score.value()), first, later)
              .withNotes(notes);
        });
  }

  private Similarity requireSimilarity() {
    if (similarity == null) {
      throw new SyncException(
          "AlignSync compares audio and images by ImageBind, which is missing: give"
              + " imageBind(imagebind_huge.pth) to the builder.");
    }
    return similarity;
  }

  private static void requireSameSize(ClipInputs.Size video, ClipInputs.Size reference) {
    if (!video.equals(reference)) {
      throw new SyncException(
          "AlignSync's reference must have the video's size " + video + ", not " + reference + ".");
    }
  }

  /** The shift between audio and a video. */
  public SyncOffset offset(
      AudioSource audio, VideoSource video, OffsetSearch search, ProgressMonitor monitor) {
    return gate.call(
        () -> new OffsetFinder(classifier, inputs, search, monitor).find(audio, video));
  }

  /** The reference's evaluation of one video. */
  public CentreScores centreScores(Path path, int clips, double gap, ProgressMonitor monitor) {
    if (clips < 1 || !(gap >= 0)) {
      throw new IllegalArgumentException(clips + " clips at gaps of " + gap + " s");
    }
    return gate.call(
        () -> {
          MediaFile file = inputs.open(path);
          double fps = file.requireVideoTrack().fps();
          file.requireAudioTrack();
          if (fps < SLOWEST) {
            throw new SyncException(
                path + " has " + fps + " frames a second; the evaluation needs " + SLOWEST + ".");
          }
          ClipReader reader = new ClipReader(file, ClipSampling.STANDARD, inputs.protocol());
          double[] starts = starts(reader, clips, gap);
          MediaNotes notes = new MediaNotes();
          List<FloatTensor> audios = new ArrayList<>();
          for (double start : starts) {
            Audio audio = reader.audioWithin(start, notes);
            ClipInputs.Heard heard = ClipInputs.heard(path.toString(), audio);
            heard.notes().forEach(notes);
            audios.add(classifier.audio(heard.mel(), monitor));
          }
          List<FloatTensor> videos = clips(new VideoSource.File(path, 0), starts, notes, monitor);
          return CentreScores.of(classifier.head(), audios, videos, notes.list(), monitor);
        });
  }

  private static double[] starts(ClipReader reader, int clips, double gap) {
    try {
      return reader.sampling().compactStarts(reader.seconds(), clips, gap);
    } catch (MediaException e) {
      throw new SyncException(reader.file().path() + ": " + e.getMessage(), e);
    }
  }

  /** The reference's evaluation of one video, with its numbers. */
  public CentreScores centreScores(Path path, ProgressMonitor monitor) {
    return centreScores(path, SyncAccuracy.CLIPS, SyncAccuracy.GAP, monitor);
  }

  @Override
  public void close() {
    gate.close();
  }
}
