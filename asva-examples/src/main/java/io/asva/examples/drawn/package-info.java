/**
 * Clips that are drawn and sounded by our own code, with labels: things that move because they
 * sound. {@link io.asva.examples.drawn.DrawnScene} is one of them, {@link
 * io.asva.examples.drawn.DrawnDataset} writes many as a data set, {@link
 * io.asva.examples.drawn.MotionAgreement} measures whether a video moves in time with a sound,
 * {@link io.asva.examples.drawn.Likeness} how like it is the drawn clip, and {@link
 * io.asva.examples.drawn.MotionSheet} shows a video and its sound in one image.
 */
@NullMarked
package io.asva.examples.drawn;

import org.jspecify.annotations.NullMarked;
