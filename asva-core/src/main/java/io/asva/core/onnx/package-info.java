/**
 * The writer that turns a network's description into an ONNX model whose weights stay in the user's
 * own checkpoint file. {@link io.asva.core.onnx.OnnxWriter} is the entry point.
 */
@NullMarked
package io.asva.core.onnx;

import org.jspecify.annotations.NullMarked;
