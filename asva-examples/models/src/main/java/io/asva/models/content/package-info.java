/**
 * The kind of a file, told by its content and not by its name: {@link
 * io.asva.models.content.ContentReader}.
 */
@NullMarked
package io.asva.models.content;

import org.jspecify.annotations.NullMarked;
