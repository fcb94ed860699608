package dev.namestead.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list stands. Lists by cursor carry {@code cursor}, the legacy list carries {@code page} and {@code total_count}.
 *
 * @param count items on this page
 * @param cursor for the next page; empty on the last
 */
public record ResultInfo(
        int count,
        int perPage,
        @Nullable String cursor,
        @Nullable Integer page,
        @Nullable Integer totalCount) {

    public static ResultInfo ofCursor(int count, int perPage, String cursor) {
        return new ResultInfo(count, perPage, cursor, null, null);
    }

    public static ResultInfo ofPage(int count, int perPage, int page, int totalCount) {
        return new ResultInfo(count, perPage, null, page, totalCount);
    }
}
