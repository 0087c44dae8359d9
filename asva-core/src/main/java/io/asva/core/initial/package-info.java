/**
 * The values that weights have before training. {@link io.asva.core.initial.FreshWeights} draws
 * them for a described network as PyTorch would, from a seed.
 */
@NullMarked
package io.asva.core.initial;

import org.jspecify.annotations.NullMarked;
