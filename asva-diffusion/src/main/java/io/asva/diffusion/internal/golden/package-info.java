/** The golden cases of this module. */
@NullMarked
package io.asva.diffusion.internal.golden;

import org.jspecify.annotations.NullMarked;
