/**
 * Small models for trying things out: {@link io.asva.demo.models.DemoModels} makes a folder of
 * them, as an animator and a scorer take it.
 */
@NullMarked
package io.asva.demo.models;

import org.jspecify.annotations.NullMarked;
