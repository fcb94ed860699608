package dev.namestead.server.search;

import dev.namestead.server.extension.DomainName;
import java.util.List;

/**
 * The answer to a check.
 *
 * @param rows in the order of the request
 * @param missing the names whose registry gave no answer in time; they have no row
 */
public record CheckResult(List<DomainRow> rows, List<Missing> missing) {

    /**
     * A name without a row.
     *
     * @param index its place in the request's {@code domains}
     */
    public record Missing(int index, DomainName name) {
        /** JSON pointer (RFC 6901) to it in the request. */
        public String pointer() {
            return "/domains/" + index;
        }

        /** What its sender is told. */
        public String message() {
            return "The registry of ." + name.extension() + " gave no answer for " + name + " in time. Try again.";
        }
    }
}
