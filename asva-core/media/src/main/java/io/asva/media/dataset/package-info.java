/**
 * Data sets of videos as they lie on the disk: {@link io.asva.media.dataset.Dataset} opens a
 * folder, {@link io.asva.media.dataset.VideoList} names its videos.
 */
@NullMarked
package io.asva.media.dataset;

import org.jspecify.annotations.NullMarked;
