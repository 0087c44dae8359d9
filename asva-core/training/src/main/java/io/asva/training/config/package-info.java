/**
 * The sections of a training run's YAML file that all kinds of training share, under the names that
 * the original gives them: {@link io.asva.training.config.RunConfig} ({@code exp}), {@link
 * io.asva.training.config.LoadingConfig} ({@code train}) and {@link
 * io.asva.training.config.OptimizerConfig} ({@code optim}).
 */
@NullMarked
package io.asva.training.config;

import org.jspecify.annotations.NullMarked;
