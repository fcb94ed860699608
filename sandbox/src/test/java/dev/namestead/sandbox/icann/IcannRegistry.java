package dev.namestead.sandbox.icann;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.NameServers;
import dev.namestead.sandbox.testing.RawClient;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The registry under test and the two registrars of ICANN's acceptance cases. */
final class IcannRegistry implements AutoCloseable {
    static final String ID = "s";
    static final String EXTENSION = "shop";
    /** What the registry, which speaks RFC 9154, takes for a random password. */
    static final String SECRET = "k7$Rw9-pX2!qLmZ4vT8d";

    private static final List<String> EXTENSIONS = List.of(
            EppNamespace.SECDNS,
            EppNamespace.RGP,
            EppNamespace.LAUNCH,
            EppNamespace.LOGIN_SEC,
            EppNamespace.SECURE_AUTH_INFO,
            EppNamespace.UNHANDLED,
            EppNamespace.CHANGE_POLL);

    private final AtomicInteger made = new AtomicInteger();
    private final Sandbox sandbox;
    final Registrar first;
    final Registrar second;

    IcannRegistry(Path directory) {
        sandbox = Sandbox.withPersonalities(directory);
        first = sandbox.open(ID, "namestead", Registrar.OBJECTS, EXTENSIONS);
        second = sandbox.open(ID, "rival", Registrar.OBJECTS, EXTENSIONS);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String password(String registrar) {
        return sandbox.password(ID, registrar);
    }

    /** A connection that shows the certificate of the first registrar and has not logged in. */
    RawClient connect() {
        return sandbox.raw(ID);
    }

    /** Sends frames that no well-behaved client would. */
    RawClient rawSession() {
        RawClient raw = connect();
        Greeting greeting = raw.greeting();
        EppResponse answer =
                raw.send(Login.of("namestead", password("namestead"), greeting.objUris(), greeting.extUris()));
        if (answer.code() != 1000) {
            throw new AssertionError(answer.toString());
        }
        return raw;
    }

    String newDomain() {
        return "icann-" + made.incrementAndGet() + "." + EXTENSION;
    }

    String newHost() {
        return "ns" + made.incrementAndGet() + ".elsewhere.test";
    }

    String newContact() {
        return "ICANN-" + made.incrementAndGet();
    }

    /** A contact that exists. */
    String contact(Registrar registrar) {
        return registrar.contact(newContact());
    }

    /** A host of elsewhere that exists. */
    String host(Registrar registrar) {
        return registrar.host(newHost());
    }

    /** A name that exists, delegated to those hosts, without a password. */
    String domain(Registrar registrar, String... hosts) {
        String name = newDomain();
        EppResponse answer = registrar.send(create(name, contact(registrar), hosts));
        if (answer.code() != 1000) {
            throw new AssertionError(answer.toString());
        }
        return name;
    }

    static DomainCommand.Create create(String name, String contact, String... hosts) {
        DomainCommand.Create create = Registrar.thickCreate(name, contact);
        NameServers servers = hosts.length == 0 ? null : NameServers.hosts(List.of(hosts));
        return new DomainCommand.Create(name, create.period(), servers, contact, create.contacts(), AuthInfo.of(""));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
