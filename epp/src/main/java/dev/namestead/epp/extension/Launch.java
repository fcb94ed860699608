package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.xml.XmlElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Launch phases (RFC 8334): claims checks, accepted notices, and signed marks carried as they are. */
public sealed interface Launch extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.LAUNCH;
    }

    /**
     * A phase.
     *
     * @param value sunrise, landrush, claims, open or custom
     * @param name says which one a custom one is, or which part of the others
     */
    record Phase(String value, @Nullable String name) {
        public static final Phase SUNRISE = new Phase("sunrise", null);
        public static final Phase LANDRUSH = new Phase("landrush", null);
        public static final Phase CLAIMS = new Phase("claims", null);
        public static final Phase OPEN = new Phase("open", null);
    }

    /** What a check asks, which is another question than whether the name is free, save for {@link #AVAIL}. */
    enum CheckType {
        CLAIMS("claims"),
        AVAIL("avail"),
        TRADEMARK("trademark");

        private final String wire;

        CheckType(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }

    /** Says in a check what is asked. */
    record Check(CheckType type, @Nullable Phase phase) implements Launch {}

    /** The answer to a claims or trademark check. */
    record Checked(@Nullable Phase phase, List<Claims> names) implements Launch {
        public Checked {
            names = List.copyOf(names);
        }
    }

    /**
     * What was found for one name.
     *
     * @param exists true where a mark matches: its notice must be shown and accepted before a create
     */
    record Claims(String name, boolean exists, List<ClaimKey> keys) {
        public Claims {
            keys = List.copyOf(keys);
        }
    }

    /**
     * Fetches the notice from the clearinghouse.
     *
     * @param validatorId which clearinghouse; null the usual one
     */
    record ClaimKey(String value, @Nullable String validatorId) {}

    /** Says in an info which phase or application is meant, and whether its marks are wanted. */
    record Info(Phase phase, @Nullable String applicationId, boolean includeMark) implements Launch {}

    /**
     * How an application stands, or a registration of a phase.
     *
     * @param marks as they stand
     */
    record InfoData(
            Phase phase,
            @Nullable String applicationId,
            @Nullable LaunchStatus status,
            List<XmlElement> marks) implements Launch {
        public InfoData {
            marks = List.copyOf(marks);
        }
    }

    /**
     * The status of an application.
     *
     * @param value such as pendingValidation, validated, allocated, rejected; with a name where custom
     */
    record LaunchStatus(
            String value, @Nullable String name, @Nullable String text) {}

    /**
     * Says in a create which phase it is for, and what gives the right to the name.
     *
     * @param type null leaves it to the registry
     */
    record Create(@Nullable CreateType type, Phase phase, List<Mark> marks, List<Notice> notices) implements Launch {
        public Create {
            marks = List.copyOf(marks);
            notices = List.copyOf(notices);
        }
    }

    /** What a create makes, where a phase has both. */
    enum CreateType {
        APPLICATION("application"),
        REGISTRATION("registration");

        private final String wire;

        CreateType(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }

    /** A proof of a right to a mark. */
    sealed interface Mark {
        /** A signed mark in base 64, as a clearinghouse hands it out; white space is not kept. */
        record Encoded(String base64, @Nullable String encoding) implements Mark {}

        /** A signed mark as XML. Prefixes are part of what was signed and are not kept: send {@link Encoded}. */
        record Signed(XmlElement element) implements Mark {}

        /** A code, a mark, or both. */
        record Code(
                @Nullable String code,
                @Nullable String validatorId,
                @Nullable XmlElement mark) implements Mark {}
    }

    /** A claims notice that the registrant has accepted. */
    record Notice(String id, @Nullable String validatorId, Instant notAfter, Instant acceptedAt) {}

    /** The answer to a create; an application has an id from then on. */
    record Created(Phase phase, @Nullable String applicationId) implements Launch {}

    /** Says which application an update of a domain means. */
    record Update(Phase phase, String applicationId) implements Launch {}

    /** Says which application a delete of a domain means. */
    record Delete(Phase phase, String applicationId) implements Launch {}
}
