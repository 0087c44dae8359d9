/**
 * The search for ways of denoising that cost little and lose little. {@link
 * io.asva.examples.tune.Tuning} runs it on a {@link io.asva.examples.tune.Subject}; {@link
 * io.asva.examples.tune.TuneReport} says what came out.
 */
@NullMarked
package io.asva.examples.tune;

import org.jspecify.annotations.NullMarked;
