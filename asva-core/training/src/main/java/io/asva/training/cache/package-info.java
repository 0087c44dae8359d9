/**
 * Results on disk that training computes again and again: {@link
 * io.asva.training.cache.VideoCache}.
 */
@NullMarked
package io.asva.training.cache;

import org.jspecify.annotations.NullMarked;
