@NullMarked
package io.asva.core.onnx;

import org.jspecify.annotations.NullMarked;
