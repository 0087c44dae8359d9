/**
 * Golden cases: inputs with the answers that the original code computed, and the means to check an
 * implementation against them.
 *
 * <p>{@link io.asva.core.golden.GoldenCase} reads a case, a {@link io.asva.core.golden.CaseRunner}
 * of the module that owns a kind computes it, {@link io.asva.core.golden.Comparison} says how far
 * off the result is, and {@link io.asva.core.golden.Verifier} runs every case under a folder.
 * {@link io.asva.core.golden.WeightRecipe} makes the weights the cases name, {@link
 * io.asva.core.golden.RecipeWeights} a whole network's.
 */
@NullMarked
package io.asva.core.golden;

import org.jspecify.annotations.NullMarked;
