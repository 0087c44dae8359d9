/**
 * Where networks run and how: {@link io.asva.core.runtime.Device} and the sessions on ONNX Runtime.
 */
@NullMarked
package io.asva.core.runtime;

import org.jspecify.annotations.NullMarked;
