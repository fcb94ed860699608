package dev.namestead.server.registry.epp;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.Poll;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.server.registry.RegistryMeter;
import dev.namestead.server.registry.RegistryMeter.Asking;
import dev.namestead.server.registry.RegistryMeter.Kind;
import java.time.Duration;
import java.util.Locale;

/** Tells the meter, in its words, what goes on with one registry. */
record Gauge(String registryId, RegistryMeter meter) {

    /** For who does not count. */
    static final Gauge NONE = new Gauge("", RegistryMeter.NONE);

    private static final Asking LOGIN = new Asking(Kind.SESSION, "login");
    private static final int SUCCESS = 1000;

    /** @param roundTrip with the connection, since a login is as slow as that */
    void loggedIn(Duration roundTrip) {
        meter.answered(registryId, LOGIN, SUCCESS, roundTrip);
    }

    void notLoggedIn(NoSessionException failure, Duration roundTrip) {
        meter.noSession(registryId, failure.reason().name().toLowerCase(Locale.ROOT));
        failure.refusal().ifPresent(refusal -> meter.answered(registryId, LOGIN, refusal.code(), roundTrip));
    }

    void answered(EppCommand command, int code, Duration roundTrip) {
        meter.answered(registryId, asking(command.body()), code, roundTrip);
    }

    void unanswered(EppCommand command) {
        meter.unanswered(registryId, asking(command.body()));
    }

    private static Asking asking(CommandBody body) {
        return switch (body) {
            case Login _ -> LOGIN;
            case Logout _ -> new Asking(Kind.SESSION, "logout");
            case Poll.Request _ -> new Asking(Kind.QUERY, "poll:req");
            case Poll.Ack _ -> new Asking(Kind.TRANSFORM, "poll:ack");
            case ObjectCommand command ->
                new Asking(command.transforms() ? Kind.TRANSFORM : Kind.QUERY, object(command) + ":" + command.verb());
        };
    }

    private static String object(ObjectCommand command) {
        return switch (command) {
            case DomainCommand _ -> "domain";
            case HostCommand _ -> "host";
            case ContactCommand _ -> "contact";
            default -> "other";
        };
    }
}
