package io.asva.diffusion.internal;

import io.asva.audio.SegmentMask;
import io.asva.core.Cancellation;
import io.asva.core.ProgressMonitor;
import io.asva.core.runtime.Device;
import io.asva.core.runtime.Scratch;
import io.asva.core.tensor.ByteTensor;
import io.asva.core.tensor.FloatTensor;
import io.asva.core.tensor.NonFiniteException;
import io.asva.diffusion.AnimatedClip;
import io.asva.diffusion.AnimationRequest;
import io.asva.diffusion.AnimatorConfig;
import io.asva.diffusion.FeatureCache;
import io.asva.diffusion.Guidance;
import io.asva.diffusion.Sampling;
import io.asva.diffusion.Windows;
import io.asva.media.Audio;
import io.asva.media.AudioClips;
import io.asva.unet.UnetGeometry;
import io.asva.unet.UnetPass;
import io.asva.vae.Vae;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Computes clips as the original's pipeline goes: encode, denoise, decode. Used under the
 * animator's turn, which calls for clips of one form may share.
 */
final class ClipMaker {
  private static final String ENCODING = "encoding";
  private static final String DECODING = "decoding";
  private static final String WARMING_UP = "warming up";
  private static final int ENCODING_STEPS = 3;
  private static final int WARMING_STEPS = 4;
  private static final int COLOURS = 3;
  private static final long SMALL = 100_000_000; // bytes; the published one takes 0.6 GB

  private final Vae vae;
  private final UnetSlot unets;
  private final Encodings encodings;
  private final AnimatorConfig config;

  ClipMaker(Parts parts, UnetSlot unets, AnimatorConfig config) {
    this.vae = parts.vae();
    this.unets = unets;
    this.encodings = new Encodings(parts);
    this.config = config;
  }

  /**
   * A request with what all its clips share.
   *
   * @param request the request
   * @param form of the clips
   * @param plan the windows of each
   * @param text the encoding of its text
   * @param nullText that of the empty or the negative text where text guides, else the text
   * @param noise the draws
   */
  record Request(
      AnimationRequest request,
      ClipForm form,
      WindowPlan plan,
      FloatTensor text,
      FloatTensor nullText,
      ClipNoise noise) {
    boolean guidesByAudio() {
      return request.guidance().guidesByAudio();
    }

    boolean isChain() {
      return request.length().filter(l -> l.windows() == Windows.CHAIN).isPresent();
    }

    /** The audio of the whole video. */
    Audio track(FloatTensor waveform) {
      double seconds = form.seconds(plan.frames());
      int there = waveform.shape().dim(1);
      int wanted = (int) (seconds * AudioClips.RATE);
      return AudioTrack.of(
          request.length().isPresent() ? waveform.narrow(1, 0, Math.min(there, wanted)) : waveform,
          seconds);
    }
  }

  /** Begins a request. */
  Request prepare(
      AnimationRequest request, ClipForm form, WindowPlan plan, Cancellation cancellation) {
    FloatTensor text = encodings.text(request.prompt(), cancellation);
    FloatTensor nullText =
        request.guidance().guidesByText() ? nullText(request, text, cancellation) : text;
    ClipNoise noise = ClipNoise.of(request, form, plan.reach(), vae.config());
    return new Request(request, form, plan, text, nullText, noise);
  }

  private FloatTensor nullText(
      AnimationRequest request, FloatTensor text, Cancellation cancellation) {
    return request.negativeText().isPresent()
        ? encodings.negativeText(request.negativeText().get(), text, cancellation)
        : encodings.nullText(text, cancellation);
  }

  /** Makes a clip of a request. */
  AnimatedClip make(Request prepared, ClipInput input, ProgressMonitor monitor) {
    monitor.report(ENCODING, 0, ENCODING_STEPS);
    List<FloatTensor> audio = new ArrayList<>();
    for (FloatTensor waveform :
        WindowAudio.of(prepared.plan(), prepared.form(), input.waveform())) {
      audio.add(encodings.audio(waveform, monitor));
    }
    FloatTensor nullAudio = prepared.guidesByAudio() ? encodings.nullAudio(monitor) : audio.get(0);
    monitor.report(ENCODING, 1, ENCODING_STEPS);
    FloatTensor first =
        vae.encode(signed(input.image()), prepared.noise().image().channelsLast(), monitor);
    releaseLarge(prepared.form());
    monitor.report(ENCODING, 2, ENCODING_STEPS);
    monitor.check("opening the UNet");
    Sampling sampling = prepared.request().sampling();
    OpenUnet unet = unets.open(geometry(prepared.form(), prepared.text(), first), sampling.cache());
    monitor.report(ENCODING, ENCODING_STEPS, ENCODING_STEPS);
    VideoDenoiser denoiser =
        new VideoDenoiser(
            unet,
            new DenoisingLoop(config.scheduler(sampling), sampling),
            Guidance.of(prepared.request().guidance()),
            new VideoDenoiser.Conditions(prepared.text(), prepared.nullText(), audio, nullAudio));
    DenoisingLoop.Denoised denoised =
        prepared.isChain()
            ? denoiser.chain(prepared.plan(), first, prepared.noise(), monitor)
            : denoiser.overlapping(prepared.plan(), first, prepared.noise(), monitor);
    return decode(prepared, input, denoised, monitor);
  }

  /** Opens the networks and evaluates each of them once; what they give is the same ever after. */
  void warmUp(ClipForm form, ProgressMonitor monitor) {
    monitor.report(WARMING_UP, 0, WARMING_STEPS);
    FloatTensor text = encodings.anyWords(monitor);
    FloatTensor audio = encodings.nullAudio(monitor);
    monitor.report(WARMING_UP, 1, WARMING_STEPS);
    int factor = vae.config().factor();
    int height = form.size().height();
    int width = form.size().width();
    FloatTensor noise =
        FloatTensor.zeros(1, height / factor, width / factor, vae.config().latentChannels());
    FloatTensor first = vae.encode(FloatTensor.zeros(1, height, width, COLOURS), noise, monitor);
    releaseLarge(form);
    monitor.report(WARMING_UP, 2, WARMING_STEPS);
    OpenUnet unet = unets.open(geometry(form, text, first), FeatureCache.NONE);
    int batch = Math.min(unet.batch(), Guidance.USUAL_BRANCHES);
    OpenUnet.Condition condition = new OpenUnet.Condition(text, audio);
    try (OpenUnet.Clip clip = unet.begin(Collections.nCopies(batch, condition), monitor)) {
      FloatTensor sample =
          FloatTensor.concat(1, Collections.nCopies(form.frames(), first.unsqueeze(1)));
      UnetPass pass = new UnetPass(UnetPass.Depth.WHOLE, Scratch.RELEASE, Scratch.RELEASE);
      Object unused =
          clip.denoise(
              sample,
              0,
              IntStream.range(0, batch)
                  .mapToObj(branch -> new EvaluationPlan.Evaluation(branch, pass))
                  .toList(),
              monitor);
    }
    monitor.report(WARMING_UP, 3, WARMING_STEPS);
    Object unused = vae.decode(first, monitor);
    releaseLarge(form);
    monitor.report(WARMING_UP, WARMING_STEPS, WARMING_STEPS);
  }

  private static UnetGeometry geometry(ClipForm form, FloatTensor text, FloatTensor first) {
    int frames = form.frames();
    SegmentMask mask = SegmentMask.of(frames);
    List<List<Integer>> positions =
        Arrays.stream(mask.tokenIndices()).map(r -> Arrays.stream(r).boxed().toList()).toList();
    return new UnetGeometry(
        1,
        frames,
        first.shape().dim(1),
        first.shape().dim(2),
        text.shape().dim(1),
        mask.tokens().shape().dim(1),
        positions);
  }

  private AnimatedClip decode(
      Request prepared, ClipInput input, DenoisingLoop.Denoised denoised, ProgressMonitor monitor) {
    int frames = prepared.plan().frames();
    FloatTensor latents = denoised.latents();
    int[] d = latents.shape().dims();
    FloatTensor perFrame = latents.reshape(frames, d[2], d[3], d[4]);
    List<FloatTensor> images = new ArrayList<>();
    monitor.report(DECODING, 0, frames);
    for (int i = 0; i < frames; i++) {
      images.add(decode(perFrame.row(i), i, monitor));
      monitor.report(DECODING, i + 1, frames);
    }
    releaseLarge(prepared.form());
    return new AnimatedClip(
        FloatTensor.concat(images).channelsFirst(),
        perFrame.channelsFirst(),
        prepared.form().fps(),
        prepared.track(input.waveform()),
        prepared.request().sampling(),
        denoised.effort(),
        input.notes());
  }

  private FloatTensor decode(FloatTensor latents, int frame, Cancellation cancellation) {
    try {
      return vae.decode(latents, cancellation);
    } catch (NonFiniteException e) {
      throw e.at("Frame " + frame + " can't be decoded");
    }
  }

  /**
   * The autoencoder's networks, unless they are small, need not lie in memory together with the
   * UNet. Opening a small one again would take longer than a clip's other work on it; on a GPU
   * opening any one does.
   */
  private void releaseLarge(ClipForm form) {
    boolean onGpu = vae.device().resolve().place() instanceof Device.Cuda;
    if (!onGpu && vae.leastMemory(form.size().height(), form.size().width()) > SMALL) {
      vae.release();
    }
  }

  /** An image of bytes as the autoencoder takes it: (1, height, width, 3) in -1..1. */
  private static FloatTensor signed(ByteTensor image) {
    float[] values = new float[image.values().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 2 * ((image.values()[i] & 0xFF) / 255f) - 1;
    }
    return FloatTensor.of(values, 1, image.shape().dim(0), image.shape().dim(1), 3);
  }
}
