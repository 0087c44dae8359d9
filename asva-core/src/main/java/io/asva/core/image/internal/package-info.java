/** The golden cases of pictures. */
@NullMarked
package io.asva.core.image.internal;

import org.jspecify.annotations.NullMarked;
