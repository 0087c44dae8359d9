/** Files that users send: {@link io.asva.serve.upload.Uploads} looks at them and keeps them. */
@NullMarked
package io.asva.serve.upload;

import org.jspecify.annotations.NullMarked;
