/** Work that takes a while: {@link io.asva.serve.job.Jobs} takes it on, does it and keeps it. */
@NullMarked
package io.asva.serve.job;

import org.jspecify.annotations.NullMarked;
