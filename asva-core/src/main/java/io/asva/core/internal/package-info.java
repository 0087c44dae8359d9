/** What several features share. Not API. */
@NullMarked
package io.asva.core.internal;

import org.jspecify.annotations.NullMarked;
