package dev.namestead.server.audit;

/**
 * Who caused a mutation.
 *
 * @param kind {@code token}, {@code user}, {@code system} or {@code operator}
 * @param id the token's or user's id, or the name of the part of the system
 * @param requestId the id of the request that carried it, or of the run
 */
public record Actor(String kind, String id, String requestId) {
    /** The registrar itself, acting in a workflow or a schedule. */
    public static Actor system(String part) {
        return new Actor("system", part, part);
    }
}
