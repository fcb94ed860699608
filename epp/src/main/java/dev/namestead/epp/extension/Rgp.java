package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The registry grace period extension (RFC 3915): read in infos, and restore in an update. */
public sealed interface Rgp extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.RGP;
    }

    /** Asks in an update to take a deleted name out of redemption. */
    record RestoreRequest() implements Rgp {}

    /** The report that some registries want after a restore; texts may be one line. */
    record RestoreReport(
            String preData,
            String postData,
            Instant deletedAt,
            Instant restoredAt,
            String reason,
            List<String> statements,
            @Nullable String other)
            implements Rgp {
        public RestoreReport {
            statements = List.copyOf(statements);
        }
    }

    /** In the answer to an info. */
    record Info(List<RgpStatus> statuses) implements Rgp {
        public Info {
            statuses = List.copyOf(statuses);
        }

        /** Whether that period runs, such as {@link RgpStatus#REDEMPTION_PERIOD}. */
        public boolean has(String value) {
            return statuses.stream().anyMatch(status -> status.value().equals(value));
        }
    }

    /** In the answer to a restore. */
    record Updated(List<RgpStatus> statuses) implements Rgp {
        public Updated {
            statuses = List.copyOf(statuses);
        }
    }

    /** A grace period that runs. */
    record RgpStatus(String value, @Nullable String text) {
        public static final String ADD_PERIOD = "addPeriod";
        public static final String AUTO_RENEW_PERIOD = "autoRenewPeriod";
        public static final String RENEW_PERIOD = "renewPeriod";
        public static final String TRANSFER_PERIOD = "transferPeriod";
        public static final String PENDING_DELETE = "pendingDelete";
        public static final String PENDING_RESTORE = "pendingRestore";
        public static final String REDEMPTION_PERIOD = "redemptionPeriod";

        /** Without an explanation. */
        public static RgpStatus of(String value) {
            return new RgpStatus(value, null);
        }
    }
}
