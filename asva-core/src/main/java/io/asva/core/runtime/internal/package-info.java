/**
 * ONNX Runtime behind the library's own types, and where its libraries and JavaCPP's are unpacked
 * and checked.
 */
@NullMarked
package io.asva.core.runtime.internal;

import org.jspecify.annotations.NullMarked;
