package dev.namestead.api;

/**
 * Why a request is refused: the one table from category to the contract's error code and HTTP status. Append only.
 */
public enum Refusal {
    /** The request as such is at fault: body, parameter or a rule of the account or extension. */
    INVALID(400, 10000),
    SEARCH_TERM_MISSING(400, 1001),
    SEARCH_TERM_UNUSABLE(400, 1002),
    CHECK_NAMES_MISSING(400, 1006),
    CHECK_TOO_MANY_NAMES(400, 1007),
    CHECK_NO_VALID_NAME(400, 1008),
    /** Credentials in a form that cannot be read. */
    MALFORMED_CREDENTIALS(400, 6003),
    /** Known form, but unknown, revoked, or not allowed here. */
    NOT_ALLOWED(403, 10000),
    NOT_FOUND(404, 10000),
    NO_ROUTE(404, 7003),
    METHOD_NOT_ALLOWED(405, 10000),
    BODY_TOO_LARGE(413, 10000),
    UNSUPPORTED_MEDIA_TYPE(415, 10000),
    TOO_MANY_REQUESTS(429, 10000),
    /** Nothing was done and it may be tried again: the database or all registries are out of reach. */
    UNAVAILABLE(503, 10000),
    /** Something else is under way that must end first; answered so that no client sends it again by itself. */
    CONFLICT(409, 10000);

    private final int status;
    private final int code;

    Refusal(int status, int code) {
        this.status = status;
        this.code = code;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** The contract's {@code errors[].code}. */
    public int code() {
        return code;
    }
}
