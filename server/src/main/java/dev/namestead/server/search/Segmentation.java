package dev.namestead.server.search;

import java.util.List;

/** How a run of letters is split into words: "coffeeshop" into "coffee" and "shop". */
@FunctionalInterface
public interface Segmentation {
    /** Words are what separators in the search term make them. */
    Segmentation NONE = List::of;

    /** At least one word; joined they are the run. */
    List<String> words(String run);
}
