/**
 * The {@code config.json} beside a network's weights. {@link io.asva.core.config.ModelConfig} reads
 * one, with defaults for what it omits and errors that name the file and the key.
 */
@NullMarked
package io.asva.core.config;

import org.jspecify.annotations.NullMarked;
