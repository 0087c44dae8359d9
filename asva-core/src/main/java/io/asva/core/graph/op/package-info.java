/**
 * The operations of a network's description. Each record says what it computes and infers its
 * output's shape from its inputs'.
 */
@NullMarked
package io.asva.core.graph.op;

import org.jspecify.annotations.NullMarked;
