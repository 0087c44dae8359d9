/**
 * The sync classifier: the descriptions of its three networks, {@link
 * io.asva.sync.network.SyncAudioGraph}, {@link io.asva.sync.network.SyncVideoGraph} and {@link
 * io.asva.sync.network.SyncHeadGraph}, its {@link io.asva.sync.network.SyncWeights}, and the {@link
 * io.asva.sync.network.Classifier} that runs them.
 */
@NullMarked
package io.asva.sync.network;

import org.jspecify.annotations.NullMarked;
