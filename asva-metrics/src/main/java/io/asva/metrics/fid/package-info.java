/**
 * The features of FID. {@link io.asva.metrics.fid.FidFeatures} turns images into features, {@link
 * io.asva.metrics.fid.InceptionGraph} describes its network.
 */
@NullMarked
package io.asva.metrics.fid;

import org.jspecify.annotations.NullMarked;
