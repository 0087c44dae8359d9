/**
 * Where the original keeps models, data and runs: {@link io.asva.core.layout.ModelsLayout} is asked
 * by all that look for a file of it.
 */
@NullMarked
package io.asva.core.layout;

import org.jspecify.annotations.NullMarked;
