package dev.namestead.server.registry.epp;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
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
import dev.namestead.server.registry.RegistryMeter.Tally;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the meter, in its words, what goes on with one registry. */
final class Gauge {

    private static final Asking LOGIN = new Asking(Kind.SESSION, "login");

    /** For who does not count. */
    static final Gauge NONE = new Gauge("", RegistryMeter.NONE);

    private final String registryId;
    private final RegistryMeter meter;
    private final Tally logins;
    /** By the class of the command; a transfer may be either. */
    private final Map<Class<?>, Tally> queries = new ConcurrentHashMap<>();

    private final Map<Class<?>, Tally> transforms = new ConcurrentHashMap<>();

    Gauge(String registryId, RegistryMeter meter) {
        this.registryId = registryId;
        this.meter = meter;
        this.logins = meter.tally(registryId, LOGIN);
    }

    /** @param roundTrip with the connection, since a login is as slow as that */
    void loggedIn(Duration roundTrip) {
        logins.answered(EppResultCode.SUCCESS.code(), roundTrip);
    }

    void notLoggedIn(NoSessionException failure, Duration roundTrip) {
        meter.noSession(registryId, failure.reason().name().toLowerCase(Locale.ROOT));
        failure.refusal().ifPresent(refusal -> logins.answered(known(refusal.code()), roundTrip));
    }

    void answered(EppCommand command, int code, Duration roundTrip) {
        tally(command.body()).answered(known(code), roundTrip);
    }

    void unanswered(EppCommand command) {
        tally(command.body()).unanswered();
    }

    private static int known(int code) {
        return EppResultCode.of(code).isPresent() ? code : Tally.OTHER_CODE;
    }

    private Tally tally(CommandBody body) {
        Map<Class<?>, Tally> tallies = body.transforms() ? transforms : queries;
        Tally tally = tallies.get(body.getClass());
        return tally == null
                ? tallies.computeIfAbsent(body.getClass(), _ -> meter.tally(registryId, asking(body)))
                : tally;
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
