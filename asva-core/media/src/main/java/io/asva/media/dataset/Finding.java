package io.asva.media.dataset;

/**
 * Something that is wrong with a video of a data set.
 *
 * @param split the list that the video is in
 * @param video the video
 * @param problem what is wrong
 * @param detail the same in words, with figures where there are some
 */
public record Finding(Split split, DatasetVideo video, Problem problem, String detail) {}
