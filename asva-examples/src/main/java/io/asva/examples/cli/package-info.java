/**
 * The command line. {@link io.asva.examples.cli.Asva} is its main class; each subcommand is a class
 * of its own. Nothing here loads a native library before a subcommand's work begins, so that help
 * answers at once.
 */
@NullMarked
package io.asva.examples.cli;

import org.jspecify.annotations.NullMarked;
