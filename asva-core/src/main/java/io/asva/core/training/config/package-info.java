/**
 * The sections of a training run's YAML file that all kinds of training share, under the names that
 * the original gives them: {@link io.asva.core.training.config.RunConfig} ({@code exp}), {@link
 * io.asva.core.training.config.LoadingConfig} ({@code train}) and {@link
 * io.asva.core.training.config.OptimizerConfig} ({@code optim}).
 */
@NullMarked
package io.asva.core.training.config;

import org.jspecify.annotations.NullMarked;
