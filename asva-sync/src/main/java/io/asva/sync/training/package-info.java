/**
 * What one step of training the synchrony classifier computes: {@link
 * io.asva.sync.training.ContrastiveTraining} is its three networks with their loss.
 */
@NullMarked
package io.asva.sync.training;

import org.jspecify.annotations.NullMarked;
