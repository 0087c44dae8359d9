/**
 * The description of a network: named operations over named weights, written once and read by every
 * writer.
 *
 * <p>{@link io.asva.core.graph.GraphBuilder} makes a {@link io.asva.core.graph.Graph}; the
 * operations are in {@code op}; passes that rewrite a graph before it is written are in {@code
 * pass}. A graph is concrete: every extent is a number. Images are channels last: {@code (batch,
 * frames, height, width, channels)}.
 */
@NullMarked
package io.asva.core.graph;

import org.jspecify.annotations.NullMarked;
