package dev.namestead.server.app;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registration.UpdateWorkflow;
import java.time.Duration;
import java.util.Map;

/** The demo account's {@code example.com} with one finished update, bought like any other name, so that the contract's examples answer. */
final class DemoDomain {
    private static final Actor SEED = Actor.system("sandbox-seed");
    private static final DomainName NAME = DomainName.of("example.com");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Registrar registrar;

    DemoDomain(Registrar registrar) {
        this.registrar = registrar;
    }

    /** Again is no change. */
    void seed(AccountId account) {
        if (registrar.registrations().find(account, NAME).isEmpty()) {
            RegisterRequest request = new RegisterRequest(NAME, null, false, null, Map.of(), Map.of(), Map.of());
            registrar.workflows().await(registrar.registerDomain().accept(SEED, account, request), PATIENCE);
        }
        if (registrar.registrations().latest(account, UpdateWorkflow.KIND, NAME).isEmpty()) {
            RegistrationChange change = new RegistrationChange(true, null, null);
            registrar.workflows().await(registrar.updateRegistration().accept(SEED, account, NAME, change), PATIENCE);
        }
    }
}
