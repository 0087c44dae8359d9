package io.asva.media;

/**
 * Whether known slips of the original are reproduced. Figures that are compared with published ones
 * need them; nobody else does. Evaluating a data set reproduces them unless told otherwise, all
 * else leaves them out.
 *
 * <p>The original's slips, by the numbers that reports give them:
 *
 * <ul>
 *   <li>Q2: in training and evaluation of the classifier, a video that can't be loaded is silently
 *       replaced by the next one in the list. Never reproduced: such a video is an error, or left
 *       out and counted.
 *   <li>Q3: IT compares frames with the name of a category's folder, underscores included, and not
 *       with the category's text.
 *   <li>Q4: in evaluation the videos are sorted by name and their categories are not, so an
 *       unsorted list pairs clips with other videos' texts.
 *   <li>Q5: FID's Inception network is never put in evaluation mode: it normalises by the
 *       statistics of the frames that it is given together.
 *   <li>Q6: a frame whose time was rounded down to a microsecond misses its slot, and the slot
 *       takes the frame after it.
 *   <li>Q7: the records of single clips hold IA's value under IT; the means are right. Never
 *       reproduced.
 *   <li>Q8: the colour tags of a video are not heeded: BT.601's coefficients are taken for all, in
 *       the usual range unless the format of the pixels says otherwise. A BT.709 video has other
 *       colours than in a player.
 *   <li>Q9: the rotation tag of a video is not heeded: its frames are taken as they are stored.
 * </ul>
 */
public enum Protocol {
  /** As the original. */
  REFERENCE,
  /** The same without the slips, as a player shows a file. */
  CORRECTED
}
