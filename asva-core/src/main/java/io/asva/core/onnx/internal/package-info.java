/** How each operation is said in ONNX, and the wire format of ONNX's messages. */
@NullMarked
package io.asva.core.onnx.internal;

import org.jspecify.annotations.NullMarked;
