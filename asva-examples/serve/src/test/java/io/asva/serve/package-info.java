/** Tests of the server, over real connections. */
@NullMarked
package io.asva.serve;

import org.jspecify.annotations.NullMarked;
