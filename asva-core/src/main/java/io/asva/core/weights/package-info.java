/**
 * Files of named tensors. {@link io.asva.core.weights.Weights} is the entry point: it opens
 * safetensors, torch's zip files and torch's legacy files, knows where in the file each tensor's
 * bytes lie, and reads none of them until asked.
 */
@NullMarked
package io.asva.core.weights;

import org.jspecify.annotations.NullMarked;
