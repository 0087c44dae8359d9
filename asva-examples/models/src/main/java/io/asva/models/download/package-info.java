/**
 * Fetching a file over HTTP: resumed where it broke off, checked, and put into its place whole or
 * not at all. {@link io.asva.models.download.Downloader} is the entry point; it knows nothing of
 * models.
 */
@NullMarked
package io.asva.models.download;

import org.jspecify.annotations.NullMarked;
