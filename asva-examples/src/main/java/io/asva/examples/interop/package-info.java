/** Helpers for checks against other tools, kept apart: no test and no user needs them. */
@NullMarked
package io.asva.examples.interop;

import org.jspecify.annotations.NullMarked;
