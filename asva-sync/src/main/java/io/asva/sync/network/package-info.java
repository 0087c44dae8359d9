/**
 * The descriptions of the sync classifier's three networks: {@link
 * io.asva.sync.network.AudioNetwork}, {@link io.asva.sync.network.VideoNetwork} and {@link
 * io.asva.sync.network.HeadNetwork}.
 */
@NullMarked
package io.asva.sync.network;

import org.jspecify.annotations.NullMarked;
