package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.Balance;
import dev.namestead.sandbox.profile.Deposit;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.util.Objects;

/** What is left of a registrar's deposit (balance-1.0, lowbalance-poll-1.0). */
final class BalanceRules {
    private static final BigDecimal NO_CREDIT = BigDecimal.ZERO.setScale(2);

    private BalanceRules() {}

    static Answer info(Requester who, RegistryProfile profile, RegistryState state) {
        Deposit deposit = profile.prices().deposit();
        Account account = state.account(who.registrar()).orElseGet(() -> Account.opened(who.registrar(), deposit));
        BigDecimal balance = Objects.requireNonNullElse(account.balance(), NO_CREDIT);
        BigDecimal threshold = deposit == null ? null : deposit.warnBelow();
        return Answer.of(EppResultCode.SUCCESS).with(new Balance.Data(NO_CREDIT, balance, balance, threshold, null));
    }

    static Balance.Low low(String registrar, QueuedMessage.LowBalance low) {
        return new Balance.Low(
                registrar,
                NO_CREDIT.toPlainString(),
                low.threshold().toPlainString(),
                "FIXED",
                low.balance().toPlainString());
    }
}
