/** The ways in which operations are said in ONNX, each against the control. */
@NullMarked
package io.asva.core.onnx.internal;

import org.jspecify.annotations.NullMarked;
