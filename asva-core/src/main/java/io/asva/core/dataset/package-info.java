/**
 * Data sets of videos as they lie on the disk: {@link io.asva.core.dataset.Dataset} opens a folder,
 * {@link io.asva.core.dataset.VideoList} names its videos.
 */
@NullMarked
package io.asva.core.dataset;

import org.jspecify.annotations.NullMarked;
