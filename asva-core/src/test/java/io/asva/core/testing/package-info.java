/** Helpers that the tests of all modules share. */
@NullMarked
package io.asva.core.testing;

import org.jspecify.annotations.NullMarked;
