/**
 * What is made, in which stages and at what cost, as {@link
 * io.asva.examples.training.plan.DemoPlan} describes it; nothing is run here.
 */
@NullMarked
package io.asva.examples.training.plan;

import org.jspecify.annotations.NullMarked;
