/**
 * Folders that hold the parts of an animator: {@link io.asva.diffusion.model.ModelFolder} finds
 * them in the original's layout or in any other.
 */
@NullMarked
package io.asva.diffusion.model;

import org.jspecify.annotations.NullMarked;
