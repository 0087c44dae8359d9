/** How audio clips and videos are read and scored. */
@NullMarked
package io.asva.sync.internal;

import org.jspecify.annotations.NullMarked;
