/** How training keeps its state and its logs. Not API. */
@NullMarked
package io.asva.training.internal;

import org.jspecify.annotations.NullMarked;
