package dev.namestead.server.lifecycle;

import static dev.namestead.server.registration.RegistryAnswers.AWAITING;
import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.search.NameState;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what has become of a name that the registry has deleted, gone or redeemable, and books what is given back; it may be run again. */
final class DeletionEndStep {
    /** A registry that takes its time tells by a message; this is for a message that is lost. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final Registries registries;
    private final Catalog catalog;
    private final Endings endings;
    private final Ledger ledger;
    private final DeletionStore store = new DeletionStore();
    private final LifeStore life = new LifeStore();
    private final RegistryRenewalStore registryRenewals = new RegistryRenewalStore();
    private final RenewalStore renewals = new RenewalStore();
    private final RegistrationStore registrations = new RegistrationStore();

    DeletionEndStep(Registries registries, Catalog catalog, Endings endings, Ledger ledger) {
        this.registries = registries;
        this.catalog = catalog;
        this.ledger = ledger;
        this.endings = endings;
    }

    StepResult<DeletionData> run(StepContext<DeletionData> context) {
        DeletionData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> found(context, found);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> gone(context, NameState.AVAILABLE);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(registry.id(), undecided);
        };
    }

    private StepResult<DeletionData> found(StepContext<DeletionData> context, RegistryDomain found) {
        if (!found.ours()) {
            return gone(context, NameState.UNAVAILABLE);
        }
        if (!found.deleted()) {
            return new StepResult.Blocked<>(REGISTRY, AWAITING, LOOK);
        }
        DeletionData data = context.data();
        AccountId account = context.workflow().account();
        return StepResult.done(data, tx -> {
            book(tx, context, false);
            life.setHolds(tx, account, data.registration(), List.of());
            registrations.observed(tx, account, data.registration(), found);
            Instant left = found.expiresAt();
            if (left != null) {
                registrations.paidAtMostUntil(tx, account, data.registration(), left);
                renewals.takenBack(tx, account, data.registration(), RenewalPlan.date(left));
            }
        });
    }

    private StepResult<DeletionData> gone(StepContext<DeletionData> context, NameState now) {
        DeletionData data = context.data();
        AccountId account = context.workflow().account();
        return StepResult.done(data, tx -> {
            book(tx, context, true);
            endings.end(tx, account, data.registration(), data.name(), "deleted", now);
        });
    }

    /** Where the registry did not say what it gives back, it is what it has taken within the grace periods that ran. */
    private void book(Tx tx, StepContext<DeletionData> context, boolean gone) {
        DeletionData data = context.data();
        DeletionData.Before before = data.before();
        if (before == null) {
            return;
        }
        var workflow = context.workflow();
        boolean addGrace = gone && before.addGrace();
        int renewDays = catalog.find(data.name()).orElseThrow().grace().renewDays();
        Duration renewed = addGrace || before.renewGrace() ? Duration.ofDays(renewDays) : Duration.ZERO;
        store.insert(tx, workflow.account(), workflow.id(), data, before, addGrace);
        Optional<Money> told = Optional.ofNullable(data.told()).map(DeletionData.Told::money);
        Optional<Money> expected = Stream.of(
                        store.refundable(tx, workflow.account(), data.registration(), addGrace, renewed),
                        addGrace || before.autoRenewGrace()
                                ? registryRenewals.open(tx, workflow.account(), data.registration())
                                : Optional.<Money>empty())
                .flatMap(Optional::stream)
                .reduce(Money::plus);
        registryRenewals.settle(tx, workflow.account(), data.registration());
        told.or(() -> expected)
                .filter(credit -> credit.minorUnits() > 0)
                .ifPresent(credit -> ledger.credit(
                        tx, workflow.account(), workflow.id().value(), data.domainName(), data.registryId(), credit));
    }
}
