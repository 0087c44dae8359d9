package io.asva.diffusion.internal;

import io.asva.audio.MelSpectrogram;
import io.asva.audio.SegmentMask;
import io.asva.core.Cancellation;
import io.asva.core.Progress;
import io.asva.core.media.Protocol;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.NetworkOptions;
import io.asva.core.tensor.Axes;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.Rows;
import io.asva.core.weights.Weights;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.Animation;
import io.asva.diffusion.AnimationException;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.FrameSize;
import io.asva.diffusion.Prompt;
import io.asva.diffusion.scheduler.Scheduler;
import io.asva.diffusion.text.TextSource;
import io.asva.diffusion.unet.Unet;
import io.asva.diffusion.unet.UnetConfig;
import io.asva.diffusion.unet.UnetGeometry;
import io.asva.diffusion.vae.Vae;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * From a request to clips, as the original's pipeline goes. Calls take turns; closing waits for the
 * one that goes on.
 */
public final class Pipeline implements AutoCloseable {
  private static final String ANIMATOR = "the Animator";

  private final UnetSlot unets;
  private final Vae vae;
  private final SoundEncoder audio;
  private final TextSource text;
  private final Scheduler scheduler;
  private final FrameSize usualSize;
  private final Protocol protocol;
  private final ReentrantLock turn = new ReentrantLock(true);
  private final CallGate gate;

  /** The networks of an animator; they belong to it from here on. */
  public Pipeline(
      UnetConfig config,
      Weights weights,
      Vae vae,
      SoundEncoder audio,
      TextSource text,
      Scheduler scheduler,
      FrameSize usualSize,
      Device device,
      NetworkOptions options,
      Protocol protocol) {
    this.unets = new UnetSlot(config, weights, device, options);
    this.vae = vae;
    this.audio = audio;
    this.text = text;
    this.scheduler = scheduler;
    this.usualSize = usualSize;
    this.protocol = protocol;
    this.gate = new CallGate(ANIMATOR, this::release);
  }

  /** Carries out a request. */
  public Animation animate(
      AnimationRequest request, Progress.Listener progress, Cancellation cancellation) {
    gate.enter();
    try {
      FrameSize size = request.size().orElse(usualSize);
      requireDivisible(size);
      cancellation.check("reading the inputs");
      progress.report("reading", 0, 1);
      List<ClipInput> inputs = new InputReader(request, size, protocol).read();
      progress.report("reading", 1, 1);
      turn.lock();
      try {
        gate.requireOpen();
        return new Animation(clips(request, inputs, size, progress, cancellation));
      } finally {
        turn.unlock();
      }
    } finally {
      gate.leave();
    }
  }

  private void requireDivisible(FrameSize size) {
    int factor = vae.config().factor() * unets.config().factor();
    if (size.height() % factor != 0 || size.width() % factor != 0) {
      throw new AnimationException(
          "The size "
              + size
              + " (height x width) does not fit the networks: both must be multiples of "
              + factor
              + ".");
    }
  }

  private List<AnimatedClip> clips(
      AnimationRequest request,
      List<ClipInput> inputs,
      FrameSize size,
      Progress.Listener progress,
      Cancellation cancellation) {
    int factor = vae.config().factor();
    ClipNoise noise =
        ClipNoise.of(
            request, vae.config().latentChannels(), size.height() / factor, size.width() / factor);
    FloatTensor words = words(request.prompt(), cancellation);
    Guidance guidance = Guidance.of(request.guidance());
    FloatTensor noWords = request.guidance().guidesByText() ? text.nullText(cancellation) : words;
    List<AnimatedClip> clips = new ArrayList<>();
    for (ClipInput input : inputs) {
      progress.report("encoding", 0, 1);
      FloatTensor sound = audio.tokens(MelSpectrogram.of(input.waveform()), cancellation);
      FloatTensor noSound =
          request.guidance().guidesByAudio()
              ? audio.tokens(MelSpectrogram.none(), cancellation)
              : sound;
      FloatTensor first = vae.encode(signed(input.picture()), Axes.channelsLast(noise.image()));
      progress.report("encoding", 1, 1);
      Unet unet = unets.open(geometry(request, first, words, sound));
      List<FloatTensor> estimated = new ArrayList<>();
      try (Branches branches =
          Branches.of(unet, guidance, words, noWords, sound, noSound, cancellation)) {
        int number = clips.size();
        Progress.Listener part =
            p ->
                progress.report(
                    p.stage(), number * p.total() + p.step(), inputs.size() * p.total());
        estimated.add(
            new DenoisingLoop(scheduler, request.steps())
                .run(branches, first, Axes.channelsLast(noise.video()), part, cancellation));
      }
      clips.add(clip(request, input, estimated.get(0), progress, cancellation));
    }
    return clips;
  }

  private FloatTensor words(Prompt prompt, Cancellation cancellation) {
    return prompt instanceof Prompt.Category category
        ? text.category(category.name(), cancellation)
        : text.text(((Prompt.Text) prompt).text(), cancellation);
  }

  private static UnetGeometry geometry(
      AnimationRequest request, FloatTensor first, FloatTensor words, FloatTensor sound) {
    List<List<Integer>> positions =
        Arrays.stream(SegmentMask.of(request.frames()).tokenIndices())
            .map(row -> Arrays.stream(row).boxed().toList())
            .toList();
    return new UnetGeometry(
        1,
        request.frames(),
        first.shape().dim(1),
        first.shape().dim(2),
        words.shape().dim(1),
        sound.shape().dim(1),
        positions);
  }

  private AnimatedClip clip(
      AnimationRequest request,
      ClipInput input,
      FloatTensor latents,
      Progress.Listener progress,
      Cancellation cancellation) {
    int frames = request.frames();
    int[] d = latents.shape().dims();
    FloatTensor perFrame = latents.reshape(frames, d[2], d[3], d[4]);
    List<FloatTensor> pictures = new ArrayList<>();
    progress.report("decoding", 0, frames);
    for (int i = 0; i < frames; i++) {
      pictures.add(vae.decode(Rows.row(perFrame, i), cancellation));
      progress.report("decoding", i + 1, frames);
    }
    return new AnimatedClip(
        Axes.channelsFirst(Rows.concat(pictures)),
        Axes.channelsFirst(perFrame),
        request.fps(),
        SoundTrack.of(input.waveform()),
        input.notes());
  }

  /** A picture of bytes as the autoencoder takes it: (1, height, width, 3) in -1..1. */
  private static FloatTensor signed(ByteTensor picture) {
    float[] values = new float[picture.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * ((picture.values()[i] & 0xFF) / 255f) - 1;
    }
    return FloatTensor.of(values, 1, picture.shape().dim(0), picture.shape().dim(1), 3);
  }

  @Override
  public void close() {
    gate.close();
  }

  private void release() {
    Closing.all(unets, vae, audio, text);
  }
}
