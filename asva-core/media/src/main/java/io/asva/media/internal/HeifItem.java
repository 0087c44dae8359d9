package io.asva.media.internal;

import java.util.List;

/**
 * Something that an AVIF or HEIC file holds: a coded image, or a recipe that makes one of others.
 *
 * @param id by which others name it
 * @param type its four letters, for instance {@code av01} or {@code grid}
 * @param data its bytes; empty where they can't be had
 * @param properties in the order in which they apply
 */
record HeifItem(long id, String type, List<ImagePart> data, List<IsoFile.Box> properties) {}
