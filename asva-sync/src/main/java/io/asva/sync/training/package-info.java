/**
 * Training the synchrony classifier. {@link io.asva.sync.training.SyncTrainingConfig} is what a
 * run's YAML file says. What one step computes: {@link io.asva.sync.training.ContrastiveTraining}
 * is its three networks with their loss.
 */
@NullMarked
package io.asva.sync.training;

import org.jspecify.annotations.NullMarked;
