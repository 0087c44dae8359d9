/** The rules of the house that a machine can keep: arrows between packages, and the map of them. */
@NullMarked
package io.asva.examples.house;

import org.jspecify.annotations.NullMarked;
