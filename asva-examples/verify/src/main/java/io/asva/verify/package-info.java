/**
 * Golden cases: inputs with the answers that the original code computed, and the means to check an
 * implementation against them.
 *
 * <p>{@link io.asva.verify.GoldenCase} reads a case, a {@link io.asva.verify.CaseRunner} of the
 * module that owns a kind computes it, {@link io.asva.core.tensor.Comparison} says how far off the
 * result is, and {@link io.asva.verify.Verifier} runs every case under a folder. {@link
 * io.asva.core.weights.recipe.WeightRecipe} makes the weights the cases name, {@link
 * io.asva.core.weights.recipe.RecipeWeights} a whole network's.
 */
@NullMarked
package io.asva.verify;

import org.jspecify.annotations.NullMarked;
