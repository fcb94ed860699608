package dev.namestead.server.registry.epp;

/**
 * The one table that says what a result code (RFC 5730 section 3) means for a command, and what for a command in a certain
 * context: registries use different codes for one fact, and one code for different facts.
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
 *
 *   in the context of                          code                 instead
 *   a check of several names                   2004 2005 2306       SINGLES    one of them spoils all
 *   a command that names a fee                 2004 2306 2308       FEE        perhaps: its price of now will tell
 *   a host as an object                        2101 2102 2307       NO_OBJECTS hosts are attributes there (RFC 5731, 1.1)
 *   a login                                    2400 2500 2502       LATER      it says nothing about who we are
 *                                              any other failure    RIGHTS     more tries would lock the account
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
    UNKNOWN,
    SINGLES,
    FEE,
    NO_OBJECTS;

    /** What a command has about it that gives some codes another meaning. */
    enum Context {
        NONE,
        SEVERAL_NAMES,
        FEE_NAMED,
        HOST_OBJECT
    }

    static ResultTable of(int code, Asked asked) {
        return of(code, asked, Context.NONE);
    }

    static ResultTable of(int code, Asked asked, Context context) {
        return switch (context) {
            case SEVERAL_NAMES -> code == 2004 || code == 2005 || code == 2306 ? SINGLES : plain(code, asked);
            case FEE_NAMED -> code == 2004 || code == 2306 || code == 2308 ? FEE : plain(code, asked);
            case HOST_OBJECT -> code == 2101 || code == 2102 || code == 2307 ? NO_OBJECTS : plain(code, asked);
            case NONE -> asked == Asked.LOGIN ? login(code) : plain(code, asked);
        };
    }

    private static ResultTable login(int code) {
        return switch (code) {
            case 1000 -> DONE;
            case 2400, 2500, 2502 -> LATER;
            default -> RIGHTS;
        };
    }

    private static ResultTable plain(int code, Asked asked) {
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
