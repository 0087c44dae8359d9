/**
 * The features of FVD. {@link io.asva.metrics.fvd.FvdFeatures} turns clips into features by the
 * user's {@code i3d_torchscript.pt}.
 */
@NullMarked
package io.asva.metrics.fvd;

import org.jspecify.annotations.NullMarked;
