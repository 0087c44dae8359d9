/** How each category of drawn things looks. */
@NullMarked
package io.asva.examples.drawn.internal.sprite;

import org.jspecify.annotations.NullMarked;
