/** ONNX Runtime behind the library's own types. */
@NullMarked
package io.asva.core.runtime.internal;

import org.jspecify.annotations.NullMarked;
