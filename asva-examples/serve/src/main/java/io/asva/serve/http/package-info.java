/** The server's answers: {@link io.asva.serve.http.Site} sends each request to its route. */
@NullMarked
package io.asva.serve.http;

import org.jspecify.annotations.NullMarked;
