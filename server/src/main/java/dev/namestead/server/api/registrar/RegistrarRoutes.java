package dev.namestead.server.api.registrar;

import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.http.Waiting;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.database.Database;
import dev.namestead.server.history.Histories;
import dev.namestead.server.lifecycle.ChangeAddress;
import dev.namestead.server.lifecycle.DeleteRegistration;
import dev.namestead.server.lifecycle.HolderVerification;
import dev.namestead.server.lifecycle.RenewRegistration;
import dev.namestead.server.lifecycle.RestoreRegistration;
import dev.namestead.server.registration.CancelWorkflow;
import dev.namestead.server.registration.RegisterDomain;
import dev.namestead.server.registration.Registrations;
import dev.namestead.server.registration.UpdateRegistration;
import dev.namestead.server.search.CheckDomains;
import dev.namestead.server.search.SearchDomains;
import dev.namestead.server.workflow.Workflows;
import java.util.List;

/** The routes of the contract and of the ledger, under {@code /client/v4}. */
public final class RegistrarRoutes {
    private static final String ACCOUNT = "/client/v4/accounts/{account_id}";
    private static final String REGISTRAR = ACCOUNT + "/registrar";
    private static final String REGISTRATIONS = REGISTRAR + "/registrations";
    private static final String REGISTRATION = REGISTRATIONS + "/{domain_name}";
    private static final String DOMAINS = REGISTRAR + "/domains";

    private RegistrarRoutes() {}

    /**
     * What the endpoints work with.
     *
     * @param registrarName what the older interface names as the current registrar
     */
    public record Features(
            Database database,
            SearchDomains search,
            CheckDomains check,
            RegisterDomain register,
            UpdateRegistration update,
            RenewRegistration renew,
            DeleteRegistration delete,
            RestoreRegistration restore,
            HolderVerification holders,
            ChangeAddress changeAddress,
            CancelWorkflow cancel,
            Registrations registrations,
            Workflows workflows,
            Ledger ledger,
            Histories histories,
            Waiting waiting,
            String registrarName) {}

    public static List<Route> of(Features features) {
        WorkflowAnswers answers =
                new WorkflowAnswers(features.workflows(), features.registrations(), features.waiting());
        SearchEndpoints search = new SearchEndpoints(features.search(), features.check());
        RegistrationEndpoints registrations =
                new RegistrationEndpoints(features.register(), features.update(), features.registrations(), answers);
        RenewalEndpoints renewals = new RenewalEndpoints(features.renew(), answers);
        DeletionEndpoints deletions = new DeletionEndpoints(features.delete(), answers);
        RestoreEndpoints restores = new RestoreEndpoints(features.restore(), answers);
        VerificationEndpoints holders =
                new VerificationEndpoints(features.holders(), features.changeAddress(), answers);
        CancelEndpoint cancel = new CancelEndpoint(features.cancel(), answers);
        LegacyEndpoints legacy =
                new LegacyEndpoints(features.registrations(), features.update(), answers, features.registrarName());
        HistoryEndpoint history = new HistoryEndpoint(features.histories());
        LedgerEndpoint ledger = new LedgerEndpoint(features.database(), features.ledger());
        return List.of(
                new Route("GET", REGISTRAR + "/domain-search", Access.READ, search::search),
                new Route("POST", REGISTRAR + "/domain-check", Access.READ, search::check),
                new Route("POST", REGISTRATIONS, Access.WRITE, registrations::create),
                new Route("GET", REGISTRATIONS, Access.READ, registrations::list),
                new Route("GET", REGISTRATION, Access.READ, registrations::get),
                new Route("PATCH", REGISTRATION, Access.WRITE, registrations::edit),
                new Route("GET", REGISTRATION + "/registration-status", Access.READ, registrations::registrationStatus),
                new Route("GET", REGISTRATION + "/update-status", Access.READ, registrations::updateStatus),
                new Route("POST", REGISTRATION + "/renew", Access.WRITE, renewals::renew),
                new Route("GET", REGISTRATION + "/renew-status", Access.READ, renewals::status),
                new Route("DELETE", REGISTRATION, Access.WRITE, deletions::delete),
                new Route("GET", REGISTRATION + "/delete-status", Access.READ, deletions::status),
                new Route("POST", REGISTRATION + "/restore", Access.WRITE, restores::restore),
                new Route("GET", REGISTRATION + "/restore-status", Access.READ, restores::status),
                new Route("GET", REGISTRATION + "/verification", Access.READ, holders::get),
                new Route("POST", REGISTRATION + "/verification", Access.WRITE, holders::resend),
                new Route("PATCH", REGISTRATION + "/verification", Access.WRITE, holders::changeAddress),
                new Route("GET", REGISTRATION + "/verification-status", Access.READ, holders::status),
                new Route("POST", REGISTRATION + "/cancel", Access.WRITE, cancel::cancel),
                new Route("GET", REGISTRATION + "/history", Access.READ, history::list),
                new Route("GET", DOMAINS, Access.READ, legacy::list),
                new Route("GET", DOMAINS + "/{domain_name}", Access.READ, legacy::get),
                new Route("PUT", DOMAINS + "/{domain_name}", Access.WRITE, legacy::update),
                new Route("GET", ACCOUNT + "/billing/ledger", Access.READ, ledger::list),
                new Route("GET", ACCOUNT + "/billing/balance", Access.READ, ledger::balance));
    }
}
