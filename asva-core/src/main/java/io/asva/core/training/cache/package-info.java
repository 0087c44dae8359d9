/**
 * Results on disk that training computes again and again: {@link
 * io.asva.core.training.cache.VideoCache}.
 */
@NullMarked
package io.asva.core.training.cache;

import org.jspecify.annotations.NullMarked;
