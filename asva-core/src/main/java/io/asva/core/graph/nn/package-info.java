/**
 * The layers that networks share. {@link io.asva.core.graph.nn.Scope} has those of one module's
 * weights; the others are made of them and take the scope that their weights are in.
 */
@NullMarked
package io.asva.core.graph.nn;

import org.jspecify.annotations.NullMarked;
