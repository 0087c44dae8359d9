/** How media are read and written: a thin layer over FFmpeg's C libraries and ImageIO. */
@NullMarked
package io.asva.media.internal;

import org.jspecify.annotations.NullMarked;
