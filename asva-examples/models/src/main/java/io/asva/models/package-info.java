/**
 * The files that the published models need: which ones ({@link io.asva.models.Catalogue}), which of
 * them are there ({@link io.asva.models.ModelsFolder}, the entry point), and where their authors
 * publish them.
 */
@NullMarked
package io.asva.models;

import org.jspecify.annotations.NullMarked;
