package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.lifecycle.LifeFacts.Deletion;
import dev.namestead.server.lifecycle.LifeStore.Key;
import dev.namestead.server.lifecycle.LifeStore.Row;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.verification.Verification;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is due for registrations: looks at one after the other, decides by {@link LifePlan}, and commits what it does together with the
 * instant of the next look. It only writes down and begins workflows; nothing of it waits for anybody.
 */
final class LifeWork {
    private static final Logger LOG = LoggerFactory.getLogger(LifeWork.class);
    private static final int MOST_AT_ONCE = 10_000;
    /** For a registration that cannot be looked at, so that it holds up nobody. */
    private static final Duration LATER = Duration.ofHours(1);

    private final Database database;
    private final Catalog catalog;
    private final LifecycleSettings settings;
    private final Workflows workflows;
    private final Payments payments;
    private final Verifications verifications;
    private final RegistrationSettings registering;
    private final LifeActions actions;
    private final LifeStore store = new LifeStore();
    private final DeletionStore deletions = new DeletionStore();
    private final RegistrationStore registrations = new RegistrationStore();

    LifeWork(
            Database database,
            Catalog catalog,
            LifecycleSettings settings,
            Workflows workflows,
            Payments payments,
            Verifications verifications,
            RegistrationSettings registering,
            LifeActions actions) {
        this.database = database;
        this.catalog = catalog;
        this.settings = settings;
        this.workflows = workflows;
        this.payments = payments;
        this.verifications = verifications;
        this.registering = registering;
        this.actions = actions;
    }

    /**
     * How many registrations were looked at.
     *
     * @param goesOn asked before each
     */
    int run(BooleanSupplier goesOn) {
        int looked = 0;
        while (looked < MOST_AT_ONCE && goesOn.getAsBoolean() && runOne()) {
            looked++;
        }
        return looked;
    }

    /** Whether any was due. */
    private boolean runOne() {
        List<Key> tried = new ArrayList<>();
        try {
            return database.inTransaction(tx -> {
                tried.clear();
                Optional<Key> due = store.nextDue(tx);
                due.ifPresent(tried::add);
                due.ifPresent(key -> look(tx, key));
                return due.isPresent();
            });
        } catch (DatabaseUnavailableException unavailable) {
            throw unavailable;
        } catch (RuntimeException fault) {
            if (tried.isEmpty()) {
                throw fault;
            }
            Key key = tried.getFirst();
            LOG.error("what is due for {} cannot be done", key.name(), fault);
            database.transact(tx -> store.lookAt(tx, key, tx.businessNow().plus(LATER)));
            return true;
        }
    }

    private void look(Tx tx, Key key) {
        Registration registration =
                registrations.findById(tx, key.account(), key.registration()).orElseThrow();
        Extension extension = catalog.find(key.name()).orElse(null);
        if (extension == null) {
            LOG.warn("ALARM {} is of an extension that is not in the catalog: nobody looks after it", key.name());
            store.lookAt(tx, key, tx.businessNow().plus(Duration.ofDays(1)));
            return;
        }
        LifeFacts facts = facts(tx, registration, extension);
        LifePlan plan = LifePlan.of(facts, settings, tx.businessNow());
        store.lookAt(tx, key, plan.next().orElse(null));
        Set<String> holds = new HashSet<>(facts.holds());
        for (LifeAction action : plan.now()) {
            actions.act(tx, facts, action, holds);
        }
    }

    private LifeFacts facts(Tx tx, Registration registration, Extension extension) {
        AccountId account = registration.account();
        String name = registration.name().ascii();
        boolean mustVerify = registering.verificationFor(registration.name().label());
        Verification verification = mustVerify
                ? verifications.find(tx, account, registration.registrant()).orElse(null)
                : null;
        Row row = store.row(tx, account, registration.id());
        RegistrationStatus status = registration.status(tx.businessNow());
        return new LifeFacts(
                registration,
                extension,
                row.holds(),
                row.readAt(),
                store.told(tx, registration.id()),
                lastTry(tx, registration),
                registration.autoRenew() ? payments.payableSince(tx, account).orElse(null) : null,
                deletion(tx, registration, extension, status),
                store.failedAt(tx, account, DeletionWorkflow.KIND, name, registration.id())
                        .orElse(null),
                store.aligned(tx, account, name, registration.id()).orElse(null),
                mustVerify,
                verification,
                workflows.live(tx, name).map(WorkflowView::createdAt).orElse(null));
    }

    private @Nullable Instant lastTry(Tx tx, Registration registration) {
        Instant paidUntil = registration.paidUntil();
        return paidUntil == null || !registration.autoRenew()
                ? null
                : store.lastTry(tx, registration.account(), registration.id(), RenewalPlan.date(paidUntil))
                        .orElse(null);
    }

    /** A deletion that was none of ours began when its registry was first read to show it, or a little before. */
    private @Nullable Deletion deletion(
            Tx tx, Registration registration, Extension extension, RegistrationStatus status) {
        if (status != RegistrationStatus.REDEMPTION_PERIOD && status != RegistrationStatus.PENDING_DELETE) {
            return null;
        }
        // What was read later moves nothing; that its redemption is over is the second thing that is read.
        Duration before = status == RegistrationStatus.PENDING_DELETE
                ? Duration.ofDays(extension.grace().redemptionDays())
                : Duration.ZERO;
        AccountId account = registration.account();
        Optional<Instant> ours =
                deletions.present(tx, account, registration.id()).map(DeletionStore.Deletion::deletedAt);
        Instant at = ours.orElseGet(() -> registration.updatedAt().minus(before));
        int restores = store.restores(tx, account, registration.name().ascii(), registration.id());
        return new Deletion(at, ours.isPresent(), restores);
    }
}
