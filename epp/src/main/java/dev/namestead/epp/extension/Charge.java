package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The price extension of Identity Digital's older platform (charge-1.0). Its amounts have no currency: it is the account's. */
public sealed interface Charge extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.CHARGE;
    }

    /** The answer to a check. */
    record Checked(List<Name> names) implements Charge {
        public Checked {
            names = List.copyOf(names);
        }
    }

    /** The prices of one name. */
    record Name(String name, List<Set> sets) {
        public Name {
            sets = List.copyOf(sets);
        }
    }

    /** Says in a command what we agree to pay. */
    record Agreement(List<Set> sets) implements Charge {
        public Agreement {
            sets = List.copyOf(sets);
        }
    }

    /**
     * What an answer says was, or would be, charged.
     *
     * @param element infData, creData, trnData, renData or upData
     */
    record Told(String element, List<Set> sets) implements Charge {
        public Told {
            sets = List.copyOf(sets);
        }
    }

    /**
     * Prices of one kind.
     *
     * @param category standard or premium, mostly
     * @param type fee, price, credit or custom
     */
    record Set(
            String category,
            @Nullable String categoryName,
            String type,
            @Nullable String typeName,
            List<Amount> amounts) {
        public Set {
            amounts = List.copyOf(amounts);
        }

        /** The first price of that command; empty where it has none. */
        public Optional<BigDecimal> of(String command) {
            return amounts.stream()
                    .filter(amount -> amount.command().equals(command))
                    .map(Amount::value)
                    .findFirst();
        }
    }

    /**
     * The price of one command.
     *
     * @param name says more, such as restore for an update
     */
    record Amount(String command, @Nullable String name, BigDecimal value) {}
}
