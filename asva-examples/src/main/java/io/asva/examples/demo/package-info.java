/**
 * The demo: a picture and a sound of our own making, and a small model in the reference's layout
 * whose weights are <em>not trained</em>. {@link io.asva.examples.demo.DemoModel} makes the model
 * on first use, {@link io.asva.examples.demo.DemoMaterial} drew the picture and made the sound.
 */
@NullMarked
package io.asva.examples.demo;

import org.jspecify.annotations.NullMarked;
