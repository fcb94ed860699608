package dev.namestead.server.registry;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes a deleted name out of redemption (RFC 3915, section 4.2.5): it is asked for first, and reported on where the registry then shows
 * {@code pendingRestore}. Whether it is done only {@code info} tells.
 */
public sealed interface RestoreDomain {
    /** Our transaction id, committed before the command leaves. */
    String clTrid();

    DomainName name();

    /** @param fee the whole fee agreed to; sent where the registry speaks the fee extension */
    record Request(String clTrid, DomainName name, @Nullable Money fee) implements RestoreDomain {}

    /**
     * @param before the registration's public data before it was deleted, and {@code after} as they are to be again
     * @param statements what the policy of RFC 3915 makes a registrar declare
     */
    record Report(
            String clTrid,
            DomainName name,
            String before,
            String after,
            Instant deletedAt,
            Instant restoredAt,
            String reason,
            List<String> statements)
            implements RestoreDomain {
        public Report {
            statements = List.copyOf(statements);
        }

        /** Without the holder's data: they do not belong into logs. */
        @Override
        public String toString() {
            return "Report[" + clTrid + ", " + name + "]";
        }
    }
}
