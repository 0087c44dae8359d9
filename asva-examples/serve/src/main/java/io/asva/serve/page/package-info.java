/** The page: {@link io.asva.serve.page.PageFiles} has its files. */
@NullMarked
package io.asva.serve.page;

import org.jspecify.annotations.NullMarked;
