/**
 * Results of opening networks that may be computed once for many openings, kept in the cache: the
 * weights that are derived from a checkpoint's, and the graphs that ONNX Runtime has optimised
 * ({@link io.asva.core.prepared.PreparedModels}).
 */
@NullMarked
package io.asva.core.prepared;

import org.jspecify.annotations.NullMarked;
