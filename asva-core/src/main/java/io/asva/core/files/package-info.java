/**
 * Files and folders that this library writes on its own account: its cache, which {@link
 * io.asva.core.files.AsvaCache} chooses, and what stands beside a file until it is whole.
 */
@NullMarked
package io.asva.core.files;

import org.jspecify.annotations.NullMarked;
