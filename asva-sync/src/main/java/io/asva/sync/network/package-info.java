/**
 * The descriptions of the sync classifier's three networks: {@link
 * io.asva.sync.network.SyncAudioGraph}, {@link io.asva.sync.network.SyncVideoGraph} and {@link
 * io.asva.sync.network.SyncHeadGraph}.
 */
@NullMarked
package io.asva.sync.network;

import org.jspecify.annotations.NullMarked;
