package io.asva.examples.training;

/**
 * How the finished models are tried.
 *
 * @param clips clips that are animated to their own sound, and pictures of two things
 * @param how the models are asked
 * @param seed what pictures and sounds follow from; not that of training
 */
public record TrialPlan(int clips, DemoTrials.Manner how, long seed) {}
