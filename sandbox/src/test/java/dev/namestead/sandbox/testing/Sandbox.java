package dev.namestead.sandbox.testing;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.testing.FrameJudge;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.FrameListener.Direction;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.sandbox.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Sandbox registries on free ports, and clients that talk to them over real TLS; every answer is held against the schemas. */
public final class Sandbox implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final AtomicLong TRANSACTIONS = new AtomicLong();

    private final SandboxRegistries registries;
    private final Watchdog watchdog = new Watchdog();
    private final FrameJudge judge = new FrameJudge(direction -> direction == Direction.RECEIVED);
    private final List<Registrar> sessions = new ArrayList<>();
    private final Control control;

    private Sandbox(SandboxConfig config) {
        registries = SandboxRegistries.start(config);
        control = new Control(registries.controlUrl(), registries.controlToken());
    }

    public static Sandbox in(Path directory) {
        return in(directory, UnaryOperator.identity());
    }

    public static Sandbox in(Path directory, UnaryOperator<SandboxConfig> change) {
        SandboxConfig plain = SandboxConfig.in(directory).withProfiles(Profiles.builtIn());
        return new Sandbox(change.apply(plain.withSlowAnswer(Duration.ofMillis(300))));
    }

    /** Every registry that ships with the sandbox. */
    public static Sandbox withPersonalities(Path directory) {
        return new Sandbox(SandboxConfig.in(directory).withSlowAnswer(Duration.ofMillis(300)));
    }

    public SandboxRegistries registries() {
        return registries;
    }

    public Control control() {
        return control;
    }

    /** Our registrar at the thick registry. */
    public Registrar thick() {
        return open("thick", registries.logins().registrar());
    }

    /** Our registrar at the thin registry. */
    public Registrar thin() {
        return open("thin", registries.logins().registrar());
    }

    /** The other registrar. */
    public Registrar rivalAt(String registry) {
        return open(registry, registries.logins().other());
    }

    public Registrar open(String registry, String registrar) {
        try {
            return login(registry, registrar, password(registry, registrar), null);
        } catch (NoSessionException e) {
            throw new AssertionError(e);
        }
    }

    public String password(String registry, String registrar) {
        var logins = registries.logins();
        return (registrar.equals(logins.registrar()) ? logins.passwords() : logins.otherPasswords()).get(registry);
    }

    public Registrar login(String registry, String registrar, String password, String newPassword)
            throws NoSessionException {
        var credentials = new EppCredentials(registrar, password, newPassword, Registrar.OBJECTS, Registrar.EXTENSIONS);
        return login(registry, credentials);
    }

    public Registrar login(String registry, EppCredentials credentials) throws NoSessionException {
        return login(registry, credentials, known(credentials.clId()));
    }

    /** Our registrar at the thin registry, where what is sent need not fit the schemas. */
    public Registrar thinUnjudged() {
        String us = registries.logins().registrar();
        var credentials = new EppCredentials(us, password("thin", us), null, Registrar.OBJECTS, Registrar.EXTENSIONS);
        try {
            return login("thin", credentials, us, FrameListener.NONE);
        } catch (NoSessionException e) {
            throw new AssertionError(e);
        }
    }

    /** A registrar whose session declares these URIs, as far as the greeting offers them. */
    public Registrar open(String registry, String registrar, List<String> objects, List<String> extensions) {
        try {
            return login(
                    registry, new EppCredentials(registrar, password(registry, registrar), null, objects, extensions));
        } catch (NoSessionException e) {
            throw new AssertionError(e);
        }
    }

    /** Whose certificate there is. */
    private String known(String registrar) {
        return registrar.equals(registries.logins().other())
                ? registrar
                : registries.logins().registrar();
    }

    /** @param certificateOf whose certificate is shown; null shows none */
    public Registrar login(String registry, EppCredentials credentials, String certificateOf)
            throws NoSessionException {
        return login(registry, credentials, certificateOf, judge);
    }

    /** With the certificate that another sandbox's authority has made for its registrar. */
    public Registrar loginShownBy(String registry, EppCredentials credentials, Sandbox stranger)
            throws NoSessionException {
        String registrar = stranger.registries.logins().registrar();
        return login(endpoint(registry, stranger.registries, registrar), credentials, judge);
    }

    private Registrar login(String registry, EppCredentials credentials, String certificateOf, FrameListener listener)
            throws NoSessionException {
        return login(endpoint(registry, certificateOf), credentials, listener);
    }

    private Registrar login(EppEndpoint endpoint, EppCredentials credentials, FrameListener listener)
            throws NoSessionException {
        var client = new EppClient(endpoint, EppCodec.standard(), watchdog, listener, Sandbox::newClTrid);
        var session = new Registrar(client.open(credentials, PATIENCE));
        sessions.add(session);
        return session;
    }

    /** A client that logs nobody in, for what comes before. */
    public RawClient raw(String registry) {
        return RawClient.connect(endpoint(registry, registries.logins().registrar()));
    }

    /** @param certificateOf whose certificate is shown; null shows none */
    public EppEndpoint endpoint(String registry, String certificateOf) {
        return endpoint(registry, registries, certificateOf);
    }

    private EppEndpoint endpoint(String registry, SandboxRegistries issuer, String certificateOf) {
        try {
            String authority = Files.readString(registries.authorityPem());
            TlsMaterial material = certificateOf == null
                    ? TlsMaterial.trusting(authority)
                    : TlsMaterial.of(
                            authority,
                            Files.readString(issuer.certificatePem(certificateOf)),
                            Files.readString(issuer.keyPem(certificateOf)));
            return EppEndpoint.of(registries.host(), registries.port(registry), "localhost", material.context());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String newClTrid() {
        return "test-" + ProcessHandle.current().pid() + "-" + TRANSACTIONS.incrementAndGet();
    }

    static EppCommand named(EppCommand command) {
        return new EppCommand(command.body(), command.extensions(), newClTrid());
    }

    @Override
    public void close() {
        sessions.forEach(Registrar::close);
        watchdog.close();
        registries.close();
        judge.throwIfAnyWasInvalid();
    }
}
