/**
 * Programs that show how the library is used. {@link io.asva.examples.TenLines} is the shortest;
 * the command line is in {@code cli}, what it demonstrates with in {@code demo}.
 */
@NullMarked
package io.asva.examples;

import org.jspecify.annotations.NullMarked;
