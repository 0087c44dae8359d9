/**
 * The extension points of an animator: other encoders of audio ({@link
 * io.asva.diffusion.spi.AudioEncoder}) and of words ({@link io.asva.diffusion.spi.TextSource}).
 * Other schedulers implement {@link io.asva.diffusion.scheduler.Scheduler}.
 */
@NullMarked
package io.asva.diffusion.spi;

import org.jspecify.annotations.NullMarked;
