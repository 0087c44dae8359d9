/**
 * The second engine: a network's description as TorchScript source, run by libtorch. {@link
 * io.asva.training.torchscript.TorchScriptWriter} writes the source and needs nothing; {@link
 * io.asva.training.torchscript.TorchNetwork} runs it and needs {@code org.bytedeco:pytorch}, which
 * is an optional dependency.
 */
@NullMarked
package io.asva.training.torchscript;

import org.jspecify.annotations.NullMarked;
