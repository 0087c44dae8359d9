/**
 * Arrays with a shape: {@link io.asva.core.tensor.Tensor} and its three kinds. They live on the
 * Java heap and are immutable by convention.
 */
@NullMarked
package io.asva.core.tensor;

import org.jspecify.annotations.NullMarked;
