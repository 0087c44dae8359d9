/** How text becomes token ids, and the golden cases of text. */
@NullMarked
package io.asva.core.text.internal;

import org.jspecify.annotations.NullMarked;
