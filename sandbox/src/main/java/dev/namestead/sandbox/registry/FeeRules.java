package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Charge;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a check tells of prices, by the fee extension (RFC 8748) or by charge-1.0, and what a delete tells of credits. */
final class FeeRules {
    private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(2);

    private final RegistryProfile profile;
    private final RegistryState state;
    private final Instant now;

    FeeRules(RegistryProfile profile, RegistryState state, Instant now) {
        this.profile = profile;
        this.state = state;
        this.now = now;
    }

    /** The answer to a fee check: each command's price for each name. */
    Fee.Checked prices(Fee.Check check, List<String> checked) {
        String currency = profile.prices().currency();
        if (check.currency() != null && !check.currency().equals(currency)) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "prices are in " + currency);
        }
        List<String> names = check.names().isEmpty() ? checked : check.names();
        List<Fee.ObjectFees> objects = new ArrayList<>();
        for (String name : names) {
            Fee.ObjectFees fees = prices(name, check.commands());
            if (profile.habits().feesOneByOne()) {
                fees.commands().forEach(one -> objects.add(only(fees, one)));
            } else {
                objects.add(fees);
            }
        }
        return new Fee.Checked(check.version(), currency, objects);
    }

    private static Fee.ObjectFees only(Fee.ObjectFees fees, Fee.CommandFees one) {
        return new Fee.ObjectFees(fees.objectId(), fees.available(), fees.feeClass(), List.of(one), fees.reason());
    }

    private Fee.ObjectFees prices(String name, List<Fee.Asked> asked) {
        Optional<SoldName> sold = sold(name);
        if (sold.isEmpty()) {
            List<Fee.CommandFees> none =
                    asked.stream().map(one -> unpriced(one, "Not sold here")).toList();
            return new Fee.ObjectFees(name, false, null, none, "Not a name that is sold here");
        }
        List<Fee.CommandFees> fees =
                asked.stream().map(one -> price(one, sold.get())).toList();
        return new Fee.ObjectFees(name, true, sold.get().feeClass(), fees, null);
    }

    private Optional<SoldName> sold(String name) {
        try {
            return Optional.of(SoldName.of(name, profile, state));
        } catch (Refusal refusal) {
            return Optional.empty();
        }
    }

    private Fee.CommandFees price(Fee.Asked asked, SoldName sold) {
        try {
            return switch (asked.name()) {
                case "create" -> {
                    int years = sold.yearsToCreate(Periods.years(asked.period()));
                    yield priced(asked, years, sold, sold.price().create(years));
                }
                case "renew", "transfer" -> {
                    int years = sold.yearsToRenew(Periods.years(asked.period()));
                    yield priced(asked, years, sold, sold.price().renew(years));
                }
                case "restore" -> priced(asked, null, sold, restore(sold));
                case "update", "delete" -> priced(asked, null, sold, NOTHING);
                default -> unpriced(asked, "Unknown command");
            };
        } catch (Refusal refusal) {
            return unpriced(asked, "Period not possible");
        }
    }

    /** A name that has expired in redemption is restored with a year. */
    private BigDecimal restore(SoldName sold) {
        return state.domain(sold.name())
                .map(domain -> DomainRestoreRule.price(domain, sold, profile, now))
                .orElse(profile.prices().restore());
    }

    private static Fee.CommandFees priced(Fee.Asked asked, @Nullable Integer years, SoldName sold, BigDecimal fee) {
        var answered = new Fee.Asked(
                asked.name(),
                years == null ? asked.period() : EppPeriod.years(years),
                asked.customName(),
                asked.phase(),
                asked.subphase());
        boolean standard = sold.feeClass().equals(SoldName.STANDARD);
        return new Fee.CommandFees(answered, standard, List.of(Fee.Amount.of(fee)), List.of(), null);
    }

    private static Fee.CommandFees unpriced(Fee.Asked asked, String reason) {
        return new Fee.CommandFees(asked, false, List.of(), List.of(), reason);
    }

    /** The prices of all names in charge-1.0, which tells them without being asked. */
    Charge.Checked charges(List<String> names) {
        return new Charge.Checked(names.stream()
                .flatMap(name -> sold(name).stream())
                .map(sold -> new Charge.Name(sold.name(), List.of(charges(sold))))
                .toList());
    }

    private Charge.Set charges(SoldName sold) {
        return new Charge.Set(
                sold.feeClass(),
                null,
                "price",
                null,
                List.of(
                        new Charge.Amount("create", null, sold.price().create(1)),
                        new Charge.Amount("renew", null, sold.price().renew(1)),
                        new Charge.Amount("transfer", null, sold.price().renew(1)),
                        new Charge.Amount("update", "restore", restore(sold))));
    }

    /** What a deletion gives back; only told to sessions that know fees. */
    static Optional<Fee.Transformed> refund(BigDecimal charged, Requester who, RegistryProfile profile) {
        Optional<FeeVersion> version = profile.feeVersion(who.extensions());
        if (version.isEmpty() || charged.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(new Fee.Transformed(
                version.get(),
                Fee.Operation.DELETE,
                profile.prices().currency(),
                null,
                List.of(),
                List.of(Fee.Credit.of(charged.negate())),
                null,
                null));
    }
}
