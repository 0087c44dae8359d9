/** Fetching files: what is known of one beforehand ({@link io.asva.models.download.Checksum}). */
@NullMarked
package io.asva.models.download;

import org.jspecify.annotations.NullMarked;
