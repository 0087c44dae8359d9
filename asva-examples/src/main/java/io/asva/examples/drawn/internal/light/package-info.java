/** Places, light and shadow. */
@NullMarked
package io.asva.examples.drawn.internal.light;

import org.jspecify.annotations.NullMarked;
