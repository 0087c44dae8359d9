/** How each category of drawn things sounds. */
@NullMarked
package io.asva.examples.drawn.internal.voice;

import org.jspecify.annotations.NullMarked;
