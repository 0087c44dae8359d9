/**
 * What every part of the library shares: the root of its errors, progress and cancelling.
 *
 * <p>Below it, in the order of use: {@code tensor} (arrays and their types), {@code weights} (files
 * of named tensors), {@code graph} (the description of a network), {@code onnx} and {@code
 * torchscript} (its two writers), {@code runtime} (devices and sessions), {@code media} (pictures,
 * sounds, videos), {@code dataset} (folders of videos), {@code text} (tokenizer) and {@code golden}
 * (cases with known answers).
 */
@NullMarked
package io.asva.core;

import org.jspecify.annotations.NullMarked;
