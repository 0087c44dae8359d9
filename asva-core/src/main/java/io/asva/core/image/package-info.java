/**
 * Arithmetic on images: {@link io.asva.core.image.ImageResizer} resizes, {@link
 * io.asva.core.image.ImageFit} crops to an aspect ratio and resizes, {@link
 * io.asva.core.image.FramePreset} prepares frames for a network, and {@link
 * io.asva.core.image.Pixels} goes between bytes and numbers.
 *
 * <p>Bytes are interleaved, (..., height, width, 3); numbers are planar, (..., 3, height, width), 0
 * to 1.
 */
@NullMarked
package io.asva.core.image;

import org.jspecify.annotations.NullMarked;
