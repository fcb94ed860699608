package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.object.EppPeriod;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fee extension (RFC 8748), and with the same records the drafts before it. Without a version it is 1.0.
 * Amounts are decimals of a three-letter currency.
 */
public sealed interface Fee extends EppExtension {

    /** Which version it is of, and so its namespace. */
    FeeVersion version();

    @Override
    default String namespace() {
        return version().namespace();
    }

    /**
     * Asks in a domain check what commands would cost. Make it with {@link Fee#checks} where the version is not known
     * beforehand.
     *
     * @param names of the objects; said by version 0.6 only, in all others they are those of the check itself
     */
    record Check(
            FeeVersion version,
            List<String> names,
            @Nullable String currency,
            List<Asked> commands) implements Fee {
        public Check {
            names = List.copyOf(names);
            commands = List.copyOf(commands);
        }

        /** In version 1.0; a currency of null asks for the registry's own. */
        public Check(@Nullable String currency, List<Asked> commands) {
            this(FeeVersion.V1_0, List.of(), currency, commands);
        }
    }

    /** The checks that ask all that: one, or one for each command in version 0.11, each to be sent in an EPP check of its own. */
    static List<Check> checks(FeeVersion version, List<String> names, @Nullable String currency, List<Asked> commands) {
        return switch (version) {
            case V0_6 -> List.of(new Check(version, names, currency, commands));
            case V0_11 ->
                commands.stream()
                        .map(asked -> new Check(version, List.of(), currency, List.of(asked)))
                        .toList();
            case V0_12, V0_21, V1_0 -> List.of(new Check(version, List.of(), currency, commands));
        };
    }

    /**
     * A command whose price is asked.
     *
     * @param name create, delete, renew, update, transfer, restore or custom
     */
    record Asked(
            String name,
            /** In no launch phase; a period of null leaves it to the registry. */
            @Nullable EppPeriod period,
            @Nullable String customName,
            @Nullable String phase,
            @Nullable String subphase) {
        /** In no launch phase; a period of null leaves it to the registry. */
        public static Asked of(String name, @Nullable EppPeriod period) {
            return new Asked(name, period, null, null, null);
        }
    }

    /** The answer to a check. */
    record Checked(FeeVersion version, String currency, List<ObjectFees> objects) implements Fee {
        public Checked {
            objects = List.copyOf(objects);
        }

        /** In version 1.0. */
        public Checked(String currency, List<ObjectFees> objects) {
            this(FeeVersion.V1_0, currency, objects);
        }

        /** The currency of these fees. */
        public String currencyOf(CommandFees fees) {
            return fees.currency() == null ? currency : fees.currency();
        }

        /** All prices of one name, also where the registry repeats the name for each command. */
        public Optional<ObjectFees> of(String objectId) {
            ObjectFees found = null;
            for (ObjectFees fees : objects) {
                if (fees.objectId().equalsIgnoreCase(objectId)) {
                    found = found == null ? fees : found.merge(fees);
                }
            }
            return Optional.ofNullable(found);
        }

        /** The same of all names, in lower case, for who looks for many. */
        public Map<String, ObjectFees> byObject() {
            Map<String, ObjectFees> all = HashMap.newHashMap(objects.size());
            for (ObjectFees fees : objects) {
                all.merge(fees.objectId().toLowerCase(Locale.ROOT), fees, ObjectFees::merge);
            }
            return all;
        }
    }

    /**
     * The prices of one name.
     *
     * @param feeClass "standard" or a word of the registry's own, such as "premium"; null where not told
     */
    record ObjectFees(
            String objectId,
            boolean available,
            @Nullable String feeClass,
            List<CommandFees> commands,
            @Nullable String reason) {
        public ObjectFees {
            commands = List.copyOf(commands);
        }

        /** The prices of a command; empty where the registry told none. */
        public Optional<CommandFees> command(String name) {
            for (CommandFees fees : commands) {
                if (fees.asked().name().equals(name)) {
                    return Optional.of(fees);
                }
            }
            return Optional.empty();
        }

        ObjectFees merge(ObjectFees other) {
            Map<Asked, CommandFees> merged = new LinkedHashMap<>();
            commands.forEach(fees -> merged.put(fees.asked(), fees));
            other.commands.forEach(fees -> merged.putIfAbsent(fees.asked(), fees));
            return new ObjectFees(
                    objectId,
                    available && other.available,
                    feeClass == null ? other.feeClass : feeClass,
                    new ArrayList<>(merged.values()),
                    reason == null ? other.reason : reason);
        }
    }

    /**
     * The price of one command for one name.
     *
     * @param standard false where the price is another than usual; false is also what "not told" means
     * @param currency null where it is that of the whole answer, which it always is but in versions 0.6 and 0.11
     */
    record CommandFees(
            Asked asked,
            boolean standard,
            List<Amount> fees,
            List<Credit> credits,
            @Nullable String reason,
            @Nullable String currency) {
        public CommandFees {
            fees = List.copyOf(fees);
            credits = List.copyOf(credits);
        }

        /** In the currency of the whole answer. */
        public CommandFees(
                Asked asked, boolean standard, List<Amount> fees, List<Credit> credits, @Nullable String reason) {
            this(asked, standard, fees, credits, reason, null);
        }

        /** The sum of all fees and credits; empty where the registry named no fee. */
        public Optional<BigDecimal> total() {
            return fees.isEmpty() ? Optional.empty() : Optional.of(Fee.total(fees, credits));
        }
    }

    /** Says in a command what we agree to pay. */
    record Transform(
            FeeVersion version,
            Operation operation,
            @Nullable String currency,
            List<Amount> fees,
            List<Credit> credits) implements Fee {
        public Transform {
            fees = List.copyOf(fees);
            credits = List.copyOf(credits);
        }

        /** In version 1.0. */
        public Transform(Operation operation, @Nullable String currency, List<Amount> fees, List<Credit> credits) {
            this(FeeVersion.V1_0, operation, currency, fees, credits);
        }

        /** One fee in version 1.0. */
        public static Transform of(Operation operation, String currency, BigDecimal fee) {
            return of(FeeVersion.V1_0, operation, currency, fee);
        }

        /** One fee in a version that the session speaks, see {@link FeeVersion#newest}. */
        public static Transform of(FeeVersion version, Operation operation, String currency, BigDecimal fee) {
            return new Transform(version, operation, currency, List.of(Amount.of(fee)), List.of());
        }

        /** The sum of all fees and credits. */
        public BigDecimal total() {
            return Fee.total(fees, credits);
        }
    }

    /** Says in an answer what was charged or given back. */
    record Transformed(
            FeeVersion version,
            Operation operation,
            @Nullable String currency,
            @Nullable EppPeriod period,
            List<Amount> fees,
            List<Credit> credits,
            @Nullable BigDecimal balance,
            @Nullable BigDecimal creditLimit)
            implements Fee {
        public Transformed {
            fees = List.copyOf(fees);
            credits = List.copyOf(credits);
        }

        /** In version 1.0. */
        public Transformed(
                Operation operation,
                @Nullable String currency,
                @Nullable EppPeriod period,
                List<Amount> fees,
                List<Credit> credits,
                @Nullable BigDecimal balance,
                @Nullable BigDecimal creditLimit) {
            this(FeeVersion.V1_0, operation, currency, period, fees, credits, balance, creditLimit);
        }

        /** The sum of all fees and credits. */
        public BigDecimal total() {
            return Fee.total(fees, credits);
        }
    }

    /** Commands that carry fees, with their elements. A delete carries them in its answer only. */
    enum Operation {
        CREATE("create", "creData"),
        RENEW("renew", "renData"),
        TRANSFER("transfer", "trnData"),
        UPDATE("update", "updData"),
        DELETE("delete", "delData");

        private final String commandElement;
        private final String dataElement;

        Operation(String commandElement, String dataElement) {
            this.commandElement = commandElement;
            this.dataElement = dataElement;
        }

        String commandElement() {
            return commandElement;
        }

        String dataElement() {
            return dataElement;
        }
    }

    /**
     * A fee, zero or more.
     *
     * @param gracePeriod an ISO 8601 duration during which it is given back, as it stands
     * @param applied immediate or delayed; null means immediate
     */
    record Amount(
            BigDecimal value,
            /** Without a description. */
            @Nullable String description,
            @Nullable String language,
            @Nullable Boolean refundable,
            @Nullable String gracePeriod,
            @Nullable String applied) {
        /** Without a description. */
        public static Amount of(BigDecimal value) {
            return new Amount(value, null, null, null, null, null);
        }
    }

    /** A credit, zero or less. */
    record Credit(
            BigDecimal value,
            /** Without a description. */
            @Nullable String description,
            @Nullable String language) {
        /** Without a description. */
        public static Credit of(BigDecimal value) {
            return new Credit(value, null, null);
        }
    }

    private static BigDecimal total(List<Amount> fees, List<Credit> credits) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Amount fee : fees) {
            sum = sum.add(fee.value());
        }
        for (Credit credit : credits) {
            sum = sum.add(credit.value());
        }
        return sum;
    }
}
