/**
 * Training AVSyncD. {@link io.asva.diffusion.training.AnimationTraining} trains what a run's YAML
 * file says, which {@link io.asva.diffusion.training.AnimationTrainingConfig} reads. What one step
 * computes: {@link io.asva.diffusion.training.DenoisingLoss} is the network with its loss, {@link
 * io.asva.diffusion.training.NoisyClips} are what it sees. With a section {@link
 * io.asva.diffusion.training.DistillationConfig} the run distils a trained denoiser, by {@link
 * io.asva.diffusion.training.ConsistencyLoss}.
 */
@NullMarked
package io.asva.diffusion.training;

import org.jspecify.annotations.NullMarked;
