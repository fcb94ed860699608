package dev.namestead.server.app;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registration.RegistrationWorkflow;
import dev.namestead.server.registration.UpdateWorkflow;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.workflow.WorkflowId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo account's {@code example.com} with one finished update, bought like any other name, so that the contract's examples answer. */
final class DemoDomain {
    private static final Logger LOG = LoggerFactory.getLogger(DemoDomain.class);
    private static final Actor SEED = Actor.system("sandbox-seed");
    private static final DomainName NAME = DomainName.of("example.com");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Registrar registrar;

    DemoDomain(Registrar registrar) {
        this.registrar = registrar;
    }

    /**
     * Again is no change; what a start that was killed has left under way is waited for. Where the account cannot buy or edit it, since a
     * user of the sandbox has changed it, the server does without.
     */
    void seed(AccountId account) {
        try {
            make(account);
        } catch (RefusedException refused) {
            LOG.warn("the demo account's {} was left as it is: {}", NAME, refused.getMessage());
        }
    }

    private void make(AccountId account) {
        boolean registered = registration(account)
                .flatMap(begun -> registrar.workflows().await(begun, PATIENCE))
                .filter(ended -> ended.state() == WorkflowState.SUCCEEDED)
                .isPresent();
        if (registered
                && registrar
                        .registrations()
                        .latest(account, UpdateWorkflow.KIND, NAME)
                        .isEmpty()) {
            RegistrationChange change = new RegistrationChange(true, null, null);
            registrar.workflows().await(registrar.updateRegistration().accept(SEED, account, NAME, change), PATIENCE);
        }
    }

    private Optional<WorkflowId> registration(AccountId account) {
        if (registrar.registrations().find(account, NAME).isPresent()) {
            return registrar
                    .registrations()
                    .latest(account, RegistrationWorkflow.KIND, NAME)
                    .map(WorkflowStatusView::id);
        }
        RegisterRequest request = new RegisterRequest(NAME, null, false, null, Map.of(), Map.of(), Map.of());
        return Optional.of(registrar.registerDomain().accept(SEED, account, request));
    }
}
