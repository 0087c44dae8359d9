/**
 * A local page and an HTTP interface to the library: {@link io.asva.serve.AsvaServer}, made by its
 * builder.
 */
@NullMarked
package io.asva.serve;

import org.jspecify.annotations.NullMarked;
