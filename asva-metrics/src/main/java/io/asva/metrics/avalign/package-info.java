/**
 * AV-Align: how many onsets of audio and peaks of a video's motion fall together. {@link
 * io.asva.metrics.avalign.AvAlign} is the entry point. It needs no weights; motion is measured by
 * OpenCV, an optional dependency.
 */
@NullMarked
package io.asva.metrics.avalign;

import org.jspecify.annotations.NullMarked;
