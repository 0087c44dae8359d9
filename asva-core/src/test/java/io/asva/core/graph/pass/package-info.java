@NullMarked
package io.asva.core.graph.pass;

import org.jspecify.annotations.NullMarked;
