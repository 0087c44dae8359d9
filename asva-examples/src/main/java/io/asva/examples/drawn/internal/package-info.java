/** How drawn things move, and the random choices about them. */
@NullMarked
package io.asva.examples.drawn.internal;

import org.jspecify.annotations.NullMarked;
