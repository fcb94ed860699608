package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prices and their acknowledgement (RFC 8748). */
final class FeeRules {
    private FeeRules() {}

    /** The answer to a fee check: each command's price for each name. */
    static Fee.Checked prices(
            Fee.Check check, List<String> names, RegistryProfile profile, RegistryState state, Instant now) {
        String currency = profile.currency();
        if (check.currency() != null && !check.currency().equals(currency)) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "prices are in " + currency);
        }
        var objects = new ArrayList<Fee.ObjectFees>();
        for (String name : names) {
            BigDecimal restore = restore(name, profile, state, now);
            objects.add(prices(name, check.commands(), restore, profile));
        }
        return new Fee.Checked(currency, objects);
    }

    /** A name that has expired in redemption is restored with a year. */
    private static BigDecimal restore(String name, RegistryProfile profile, RegistryState state, Instant now) {
        return state.domain(name)
                .map(domain -> DomainRestoreRule.price(domain, profile, now))
                .orElse(profile.restoreFee());
    }

    private static Fee.ObjectFees prices(
            String name, List<Fee.Asked> asked, BigDecimal restore, RegistryProfile profile) {
        SoldName sold;
        try {
            sold = SoldName.of(name, profile);
        } catch (Refusal refusal) {
            return new Fee.ObjectFees(name, false, null, List.of(), "Not a name that is sold here");
        }
        boolean premium = sold.is(Outcome.PREMIUM);
        List<Fee.CommandFees> fees =
                asked.stream().map(one -> price(one, sold, restore)).toList();
        return new Fee.ObjectFees(name, true, premium ? "premium" : "standard", fees, null);
    }

    private static Fee.CommandFees price(Fee.Asked asked, SoldName sold, BigDecimal restore) {
        boolean standard = !sold.is(Outcome.PREMIUM);
        try {
            return switch (asked.name()) {
                case "create" -> {
                    int years = sold.yearsToCreate(Periods.years(asked.period()));
                    yield priced(asked, years, standard, sold.price().create(years));
                }
                case "renew", "transfer" -> {
                    int years = sold.yearsToRenew(Periods.years(asked.period()));
                    yield priced(asked, years, standard, sold.price().renew(years));
                }
                case "restore" ->
                    new Fee.CommandFees(asked, standard, List.of(Fee.Amount.of(restore)), List.of(), null);
                case "update", "delete" ->
                    new Fee.CommandFees(
                            asked, standard, List.of(Fee.Amount.of(BigDecimal.ZERO.setScale(2))), List.of(), null);
                default -> unpriced(asked, "Unknown command");
            };
        } catch (Refusal refusal) {
            return unpriced(asked, "Period not possible");
        }
    }

    private static Fee.CommandFees priced(Fee.Asked asked, int years, boolean standard, BigDecimal fee) {
        var answered = new Fee.Asked(
                asked.name(), EppPeriod.years(years), asked.customName(), asked.phase(), asked.subphase());
        return new Fee.CommandFees(answered, standard, List.of(Fee.Amount.of(fee)), List.of(), null);
    }

    private static Fee.CommandFees unpriced(Fee.Asked asked, String reason) {
        return new Fee.CommandFees(asked, false, List.of(), List.of(), reason);
    }

    /**
     * Holds what the client agreed to pay against the price: 2004 where they differ, 2003 where a premium price was not
     * acknowledged. Answers what the client is told, empty where it named no fee.
     */
    static Optional<Fee.Transformed> acknowledge(
            Fee.Operation operation,
            EppCommand command,
            SoldName sold,
            @Nullable Integer years,
            BigDecimal price,
            RegistryProfile profile) {
        Optional<Fee.Transform> agreed = command.extension(Fee.Transform.class);
        if (agreed.isEmpty()) {
            if (sold.is(Outcome.PREMIUM)) {
                throw new Refusal(EppResultCode.PARAMETER_MISSING, "a premium name wants its fee acknowledged");
            }
            return Optional.empty();
        }
        String currency = agreed.get().currency();
        if (currency != null && !currency.equals(profile.currency())) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "prices are in " + profile.currency());
        }
        if (agreed.get().total().compareTo(price) != 0) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "the fee is " + price + " " + profile.currency());
        }
        return Optional.of(new Fee.Transformed(
                operation,
                profile.currency(),
                years == null ? null : EppPeriod.years(years),
                List.of(Fee.Amount.of(price)),
                List.of(),
                null,
                null));
    }

    /** What a deletion gives back; only told to sessions that know fees. */
    static Optional<Fee.Transformed> refund(BigDecimal charged, Requester who, RegistryProfile profile) {
        if (!profile.has(Feature.FEE) || !who.declared(Feature.FEE.uri()) || charged.signum() == 0) {
            return Optional.empty();
        }
        var credit = Fee.Credit.of(charged.negate());
        return Optional.of(new Fee.Transformed(
                Fee.Operation.DELETE, profile.currency(), null, List.of(), List.of(credit), null, null));
    }
}
