/** The files that the server keeps: {@link io.asva.serve.store.ServeFolder} is its folder. */
@NullMarked
package io.asva.serve.store;

import org.jspecify.annotations.NullMarked;
