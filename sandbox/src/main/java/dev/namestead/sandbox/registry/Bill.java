package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Charge;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.EppPeriod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command costs, held against what its sender has agreed to pay: by the fee extension (RFC 8748) or by charge-1.0. The
 * answer tells it in the same words.
 */
final class Bill {
    private final Fee.Operation operation;
    private final EppCommand command;
    private final SoldName sold;
    private final @Nullable Integer years;
    private final BigDecimal price;

    private Bill(
            Fee.Operation operation, EppCommand command, SoldName sold, @Nullable Integer years, BigDecimal price) {
        this.operation = operation;
        this.command = command;
        this.sold = sold;
        this.years = years;
        this.price = price;
    }

    /** 2004 where the sender agreed to something else, 2003 where a premium name is ordered without a word on its price. */
    static Bill agreed(
            Fee.Operation operation,
            EppCommand command,
            SoldName sold,
            @Nullable Integer years,
            BigDecimal price,
            Change change) {
        var bill = new Bill(operation, command, sold, years, price);
        bill.check(change);
        return bill;
    }

    private void check(Change change) {
        String currency = change.profile().prices().currency();
        Optional<Fee.Transform> fee = command.extension(Fee.Transform.class);
        Optional<Charge.Agreement> charge = command.extension(Charge.Agreement.class);
        boolean silent = fee.isEmpty() && charge.isEmpty();
        if (silent && sold.isPremium() && !change.profile().habits().premiumUnasked()) {
            throw new Refusal(EppResultCode.PARAMETER_MISSING, "a premium name wants its fee acknowledged");
        }
        String named = fee.map(Fee.Transform::currency).orElse(null);
        if (named != null && !named.equals(currency)) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "prices are in " + currency);
        }
        Optional<BigDecimal> agreed = fee.map(Fee.Transform::total).or(() -> charge.map(this::total));
        if (agreed.isPresent() && agreed.get().compareTo(price) != 0) {
            throw new Refusal(EppResultCode.PARAMETER_RANGE, "the fee is " + price + " " + currency);
        }
    }

    private BigDecimal total(Charge.Agreement agreement) {
        return agreement.sets().stream()
                .flatMap(set -> set.amounts().stream())
                .filter(amount -> amount.command().equals(word()))
                .map(Charge.Amount::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String word() {
        return switch (operation) {
            case CREATE -> "create";
            case RENEW -> "renew";
            case TRANSFER -> "transfer";
            case UPDATE -> "update";
            case DELETE -> "delete";
        };
    }

    BigDecimal price() {
        return price;
    }

    /** The answer with what was charged, where the sender spoke of it, and with what is left of its deposit. */
    Answer on(Answer answer, Account account, String currency) {
        Optional<EppExtension> told = command.extension(Fee.Transform.class)
                .<EppExtension>map(agreed -> fee(agreed, account, currency))
                .or(() -> command.extension(Charge.Agreement.class).map(ignored -> charge()));
        return told.isEmpty() ? answer : answer.with(told.get());
    }

    private Fee.Transformed fee(Fee.Transform agreed, Account account, String currency) {
        return new Fee.Transformed(
                agreed.version(),
                operation,
                currency,
                years == null ? null : EppPeriod.years(years),
                List.of(Fee.Amount.of(price)),
                List.of(),
                account.balance(),
                account.balance() == null ? null : BigDecimal.ZERO.setScale(2));
    }

    private Charge.Told charge() {
        String element = switch (operation) {
            case CREATE -> "creData";
            case RENEW -> "renData";
            case TRANSFER -> "trnData";
            case UPDATE, DELETE -> "upData";
        };
        String name = operation == Fee.Operation.UPDATE ? "restore" : null;
        var amount = new Charge.Amount(word(), name, price);
        return new Charge.Told(element, List.of(new Charge.Set(sold.feeClass(), null, "price", null, List.of(amount))));
    }
}
