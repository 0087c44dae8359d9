/** Passes that rewrite a network before it is written. */
@NullMarked
package io.asva.core.graph.pass;

import org.jspecify.annotations.NullMarked;
