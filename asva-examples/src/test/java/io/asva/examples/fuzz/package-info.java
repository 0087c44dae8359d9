/**
 * Files that are damaged at random: {@link io.asva.examples.fuzz.FuzzTarget} names what reads them,
 * {@link io.asva.examples.fuzz.FuzzSoakTest} lets Jazzer look for files that do harm, and {@link
 * io.asva.examples.fuzz.FuzzSeedsTest} reads again what it began with and what it found.
 */
@org.jspecify.annotations.NullMarked
package io.asva.examples.fuzz;
