/** Helpers that the tests of this module share. */
@NullMarked
package io.asva.diffusion.testing;

import org.jspecify.annotations.NullMarked;
