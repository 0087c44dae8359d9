/** Messages in protocol buffers' wire format. For the library's own parts. */
@NullMarked
package io.asva.core.protobuf;

import org.jspecify.annotations.NullMarked;
