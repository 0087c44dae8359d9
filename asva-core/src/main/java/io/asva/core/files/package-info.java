/**
 * Files: reading only what is a regular file ({@link io.asva.core.files.PlainFile}), writing one
 * whole or not at all ({@link io.asva.core.files.AtomicWrite}, {@link
 * io.asva.core.files.OutputFile}), locking one, telling one version from another, and the library's
 * own places ({@link io.asva.core.files.AsvaCache}).
 */
@NullMarked
package io.asva.core.files;

import org.jspecify.annotations.NullMarked;
