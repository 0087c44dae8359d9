/**
 * How files of weights are read: the formats, the allow-list unpickler, and where tensors lie. Not
 * API; {@link io.asva.core.weights.Weights} is.
 */
@NullMarked
package io.asva.core.weights.internal;

import org.jspecify.annotations.NullMarked;
