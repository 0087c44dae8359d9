/**
 * Animations of whole data sets: {@link io.asva.diffusion.dataset.DatasetGenerator} animates every
 * test video of a {@link io.asva.media.dataset.Dataset}.
 */
@NullMarked
package io.asva.diffusion.dataset;

import org.jspecify.annotations.NullMarked;
