/** The golden cases of sound. */
@NullMarked
package io.asva.core.signal.internal;

import org.jspecify.annotations.NullMarked;
