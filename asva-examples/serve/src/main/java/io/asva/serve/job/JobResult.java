package io.asva.serve.job;

import java.util.List;

/**
 * The facts of a finished clip.
 *
 * <p>Immutable.
 *
 * @param frames how many
 * @param fps of them a second
 * @param width in pixels
 * @param height in pixels
 * @param seconds how long the clip lasts
 * @param sampling how it was denoised, in words
 * @param evaluations of the UNet
 * @param tookSeconds from when it had the device until its files were there
 * @param device where networks ran
 * @param waveform the loudest sample of each of equal parts of its audio, 0 to 1
 * @param notes what was done to the inputs
 */
public record JobResult(
    int frames,
    double fps,
    int width,
    int height,
    double seconds,
    String sampling,
    double evaluations,
    double tookSeconds,
    String device,
    List<Double> waveform,
    List<String> notes) {}
