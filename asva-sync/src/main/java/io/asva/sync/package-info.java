/**
 * Scores whether audio and a video move together, and by how much they are apart. {@link
 * io.asva.sync.SyncScorer} is the entry point.
 */
@NullMarked
package io.asva.sync;

import org.jspecify.annotations.NullMarked;
