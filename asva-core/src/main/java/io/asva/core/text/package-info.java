/** Text as networks take it: {@link io.asva.core.text.BpeTokenizer} turns it into token ids. */
@NullMarked
package io.asva.core.text;

import org.jspecify.annotations.NullMarked;
