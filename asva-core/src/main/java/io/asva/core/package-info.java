/**
 * The root of the library's errors, progress and cancelling, which every part uses.
 *
 * <p>Below it, each using those before it: {@code config} (settings from files), {@code tensor}
 * (arrays and their types), {@code weights} (files of named tensors), {@code graph} (the
 * description of a network), {@code onnx} (its writer to ONNX), {@code runtime} (devices and
 * sessions), {@code golden} (cases with known answers), {@code torchscript} (its writer to
 * TorchScript, and networks that can be trained), {@code training}, {@code initial} (weights before
 * training), {@code media} (images, audio clips, videos), {@code dataset} (folders of videos),
 * {@code image} and {@code signal} (resizing, resampling) and {@code text} (tokenizer).
 */
@NullMarked
package io.asva.core;

import org.jspecify.annotations.NullMarked;
