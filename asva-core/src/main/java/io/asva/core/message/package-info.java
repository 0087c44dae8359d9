/** Words of error messages. For the library's own parts. */
@NullMarked
package io.asva.core.message;

import org.jspecify.annotations.NullMarked;
