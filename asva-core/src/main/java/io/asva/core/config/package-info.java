/**
 * Settings from files. {@link io.asva.core.config.ModelConfig} reads the {@code config.json} beside
 * a network's weights, {@link io.asva.core.config.YamlConfig} the YAML file of a training run; both
 * have defaults for what is omitted, and errors that name the file and the setting.
 */
@NullMarked
package io.asva.core.config;

import org.jspecify.annotations.NullMarked;
