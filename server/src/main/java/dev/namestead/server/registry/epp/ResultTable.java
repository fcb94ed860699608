package dev.namestead.server.registry.epp;

/**
 * The one table that says what a result code (RFC 5730 section 3) means for a command.
 *
 * <pre>
 *   code                                       query     transform
 *   1000                                       DONE      DONE
 *   1001                                       DONE      PENDING    of a domain's deletion DONE: it has begun
 *   1300 1301                                  DONE      DONE       poll and its acknowledgement
 *   1500 and any other 1xxx                    LATER     UNKNOWN    a success, but of what?
 *   2002 2200                                  SESSION   SESSION    the login is forgotten: a new session
 *   2104                                       DEPOSIT   DEPOSIT    our deposit is empty
 *   2105 2106 2300 2301 2304                   STATUS    STATUS
 *   2201 2202                                  RIGHTS    RIGHTS
 *   2302                                       EXISTS    EXISTS
 *   2303                                       ABSENT    ABSENT
 *   2305                                       LINKED    LINKED
 *   2400 2501 2502                             LATER     LATER      not done, for now
 *   2000 2001 2003 2004 2005 2100 to 2103,
 *   2306 2307 2308 and any other 2000 to 2499  POLICY    POLICY
 *   2500 and any other                         LATER     UNKNOWN    the registry broke off: it may have been done
 * </pre>
 */
enum ResultTable {
    DONE,
    PENDING,
    SESSION,
    DEPOSIT,
    STATUS,
    RIGHTS,
    EXISTS,
    ABSENT,
    LINKED,
    LATER,
    POLICY,
    UNKNOWN;

    static ResultTable of(int code, Asked asked) {
        return switch (code) {
            case 1000 -> DONE;
            case 1001 -> asked.transforms() && asked != Asked.DELETE_DOMAIN ? PENDING : DONE;
            case 1300, 1301 -> asked == Asked.POLL || asked == Asked.ACK ? DONE : open(asked);
            case 2002, 2200 -> SESSION;
            case 2104 -> DEPOSIT;
            case 2105, 2106, 2300, 2301, 2304 -> STATUS;
            case 2201, 2202 -> RIGHTS;
            case 2302 -> EXISTS;
            case 2303 -> ABSENT;
            case 2305 -> LINKED;
            case 2400, 2501, 2502 -> LATER;
            default -> code >= 2000 && code < 2500 ? POLICY : open(asked);
        };
    }

    private static ResultTable open(Asked asked) {
        return asked.transforms() ? UNKNOWN : LATER;
    }
}
