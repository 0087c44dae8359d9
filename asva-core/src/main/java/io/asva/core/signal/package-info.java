/** Arithmetic on sampled audio. {@link io.asva.core.signal.Resampler} changes a waveform's rate. */
@NullMarked
package io.asva.core.signal;

import org.jspecify.annotations.NullMarked;
