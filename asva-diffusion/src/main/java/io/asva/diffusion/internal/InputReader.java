package io.asva.diffusion.internal;

import io.asva.core.ProgressMonitor;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.Length;
import io.asva.diffusion.model.FrameSize;
import io.asva.media.AudioSource;
import io.asva.media.ImageSource;
import io.asva.media.MediaFile;
import io.asva.media.MediaLimits;
import io.asva.media.MediaNote;
import io.asva.media.MediaNotes;
import io.asva.media.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads what a request names: images, audio clips and videos, cut into clips as the original cuts
 * them.
 */
final class InputReader {
  private static final String STAGE = "reading";
  private static final int STEPS = 2;

  private final AnimationRequest request;
  private final Protocol protocol;
  private final MediaLimits limits;
  private final ImageFitter fitter;
  private final ProgressMonitor monitor;

  InputReader(
      AnimationRequest request,
      FrameSize size,
      Protocol protocol,
      MediaLimits limits,
      ProgressMonitor monitor) {
    this.request = request;
    this.protocol = protocol;
    this.limits = limits;
    this.fitter = new ImageFitter(size);
    this.monitor = monitor;
  }

  /** One input for each clip. */
  List<ClipInput> read() {
    step(0);
    List<MediaNote> notes = new ArrayList<>();
    VideoInput video =
        request
            .video()
            .map(source -> VideoInput.open(source, request, limits, protocol, monitor))
            .orElse(null);
    List<ByteTensor> images =
        request.image().isPresent() || video == null
            ? still(request.image().orElseThrow())
            : video.frames(fitter);
    step(1);
    List<FloatTensor> audios =
        request.audio().isPresent() || video == null
            ? audios(request.audio().orElseThrow(), notes)
            : video.audios();
    step(STEPS);
    if (video != null) {
      notes.addAll(video.notes());
    }
    List<ClipInput> clips = new ArrayList<>();
    for (int i = 0; i < request.made(); i++) {
      List<MediaNote> all = new ArrayList<>(notes);
      double asked = request.length().flatMap(Length::seconds).orElse(AnimationRequest.SECONDS);
      all.addAll(AudioTrack.notes(audios.get(i), asked));
      clips.add(new ClipInput(images.get(i), audios.get(i), all));
    }
    return clips;
  }

  private void step(int done) {
    monitor.check(STAGE + " the inputs");
    monitor.report(STAGE, done, STEPS);
  }

  /** One image for all clips. */
  private List<ByteTensor> still(ImageSource source) {
    ByteTensor fitted = fitter.fit(source.read(limits, monitor));
    return Collections.nCopies(request.made(), fitted);
  }

  private List<FloatTensor> audios(AudioSource source, List<MediaNote> notes) {
    if (request.length().isPresent()) {
      return List.of(part(source, request.length().get().seconds(), notes));
    }
    List<Integer> wanted =
        request
            .onlyClip()
            .map(List::of)
            .orElseGet(() -> IntStream.range(0, request.clips()).boxed().toList());
    if (source instanceof AudioSource.File file) {
      MediaNotes told = new MediaNotes();
      List<FloatTensor> clips =
          AudioTrack.clips(
              MediaFile.open(file.path(), limits), file.start(), request.clips(), wanted, told);
      notes.addAll(told.list());
      return clips;
    }
    List<FloatTensor> clips = AudioTrack.clips((AudioSource.Memory) source, request.clips());
    return wanted.stream().map(clips::get).toList();
  }

  private FloatTensor part(AudioSource source, Optional<Double> seconds, List<MediaNote> notes) {
    if (source instanceof AudioSource.File file) {
      MediaNotes told = new MediaNotes();
      FloatTensor part =
          AudioTrack.part(MediaFile.open(file.path(), limits), file.start(), seconds, told);
      notes.addAll(told.list());
      return part;
    }
    return AudioTrack.part((AudioSource.Memory) source, seconds);
  }
}
