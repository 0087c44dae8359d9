/** How spectrograms are computed, and the golden cases of audio. */
@NullMarked
package io.asva.audio.internal;

import org.jspecify.annotations.NullMarked;
