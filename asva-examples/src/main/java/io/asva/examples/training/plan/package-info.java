/**
 * The plan of the demo's models, their stages and cost, as {@link
 * io.asva.examples.training.plan.DemoPlan} describes it; nothing is run here.
 */
@NullMarked
package io.asva.examples.training.plan;

import org.jspecify.annotations.NullMarked;
