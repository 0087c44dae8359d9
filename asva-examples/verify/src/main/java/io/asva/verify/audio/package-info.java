/**
 * Computes the golden cases of audio and of ImageBind; found by the service loader and run by
 * {@code asva verify}. For the library's own parts.
 */
@NullMarked
package io.asva.verify.audio;

import org.jspecify.annotations.NullMarked;
