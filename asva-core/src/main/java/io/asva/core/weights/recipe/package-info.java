/**
 * Weights that follow from their names and a seed, so that golden cases, tests and benchmarks need
 * no files. {@link io.asva.core.weights.recipe.RecipeWeights} makes a network's.
 */
@NullMarked
package io.asva.core.weights.recipe;

import org.jspecify.annotations.NullMarked;
