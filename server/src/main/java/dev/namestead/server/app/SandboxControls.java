package dev.namestead.server.app;

import dev.namestead.server.account.Authenticator;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.api.sandbox.SandboxRoutes;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.registry.epp.EppRegistries;
import dev.namestead.server.sandbox.DemoAccount;
import dev.namestead.server.sandbox.DemoCredentials;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.SandboxClock;
import dev.namestead.server.sandbox.SandboxReset;
import dev.namestead.server.sandbox.TestAccounts;
import dev.namestead.server.sandbox.WorkflowsDue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/** What only a sandbox has: the demo account, the movable clock, the reset, and the registries' knobs. */
final class SandboxControls implements AutoCloseable {
    private final Configuration configuration;
    private final Registrar registrar;
    private final Authenticator authenticator;
    private final RegistryControl registries;
    private final TestAccounts accounts;
    private final DemoAccount demo;
    private final SandboxClock clock;
    private final WorkflowsDue due;
    private Optional<DemoCredentials> credentials = Optional.empty();
    private volatile Runnable afterReset = () -> {};

    SandboxControls(
            Configuration configuration,
            Registrar registrar,
            EppRegistries connections,
            Authenticator authenticator,
            RegistryControl registries) {
        this.authenticator = authenticator;
        this.configuration = configuration;
        this.registrar = registrar;
        this.registries = registries;
        this.accounts = new TestAccounts(
                registrar.database(),
                registrar.accounts(),
                registrar.addressBook(),
                registrar.payments(),
                () -> registrar.lifecycle().life().signal());
        this.demo = new DemoAccount(
                registrar.accounts(), accounts, configuration.accounts().domainLimit());
        this.due = new WorkflowsDue(
                registrar.database(),
                registrar.workflows(),
                registrar.lifecycle().life(),
                connections::poll,
                registrar.longestDoubt());
        this.clock = new SandboxClock(registrar.database(), registries, due);
    }

    void start() {
        clock.resume();
    }

    TestAccounts accounts() {
        return accounts;
    }

    /** Makes the demo account and its domain; documented credentials are for loopback only. */
    NamesteadServer.SandboxAccess seed() {
        DemoCredentials chosen = onLoopback() ? DemoCredentials.documented() : demo.generatedCredentials();
        credentials = Optional.of(chosen);
        seedAgain();
        return new NamesteadServer.SandboxAccess(
                DemoAccount.ID.value(), chosen.token(), chosen.email(), chosen.apiKey());
    }

    /** @param seed makes what is to be there after each reset */
    void afterReset(Runnable seed) {
        afterReset = seed;
    }

    private void beginAgain() {
        authenticator.forget();
        registrar.seenNames().forget();
        seedAgain();
        afterReset.run();
    }

    private void seedAgain() {
        credentials.ifPresent(chosen -> {
            demo.seed(chosen);
            new DemoDomain(registrar).seed(DemoAccount.ID);
        });
    }

    List<Route> routes() {
        SandboxReset reset = new SandboxReset(registrar.database(), registries, due, clock, this::beginAgain);
        return SandboxRoutes.of(new SandboxRoutes.Features(
                accounts, configuration.accounts().domainLimit(), clock, reset, registries, registrar.notices()));
    }

    private boolean onLoopback() {
        try {
            return InetAddress.getByName(configuration.http().bind()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public void close() {
        clock.close();
    }
}
