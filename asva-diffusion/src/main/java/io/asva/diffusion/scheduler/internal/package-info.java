/** The golden cases of schedulers. */
@NullMarked
package io.asva.diffusion.scheduler.internal;

import org.jspecify.annotations.NullMarked;
