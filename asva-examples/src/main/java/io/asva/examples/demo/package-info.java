/**
 * The demo: an image and a sound that were drawn and synthesised, and small models in the
 * reference's layout, which this library has trained on others of their kind.
 */
@NullMarked
package io.asva.examples.demo;

import org.jspecify.annotations.NullMarked;
