/**
 * Training the synchrony classifier. {@link io.asva.sync.training.SyncTraining} trains what a run's
 * YAML file says, which {@link io.asva.sync.training.SyncTrainingConfig} reads. What one step
 * computes: {@link io.asva.sync.training.ContrastiveLoss} is its three networks with their loss.
 */
@NullMarked
package io.asva.sync.training;

import org.jspecify.annotations.NullMarked;
