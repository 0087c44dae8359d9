/** Computes the golden cases of ImageBind's encoders. */
@NullMarked
package io.asva.audio.imagebind.internal;

import org.jspecify.annotations.NullMarked;
