package dev.namestead.server.registry.epp;

import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.transport.EppFrames;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One registry and our accreditation there.
 *
 * @param id how the catalog names it
 * @param nextPassword replaces the password, which is then given up; null where it stays
 * @param thick whether registrations need contact objects
 * @param prefixes from namespace to the prefix that this registry insists on; usually empty
 * @param subProducts from extension to what the registry calls it in each command (namestoreExt-1.1); usually empty
 * @param pipelined how many queries it takes in a session before it has answered the first (RFC 5734 section 3)
 */
public record RegistrySettings(
        String id,
        EppEndpoint endpoint,
        String clId,
        String password,
        @Nullable String nextPassword,
        boolean thick,
        Map<String, String> prefixes,
        Sessions sessions,
        Deadlines deadlines,
        Pauses pauses,
        Polling polling,
        Rate rate,
        Map<String, String> subProducts,
        int pipelined) {

    public RegistrySettings {
        prefixes = Map.copyOf(prefixes);
        subProducts = Map.copyOf(subProducts);
    }

    /**
     * Where a registry is, for those who know no EPP.
     *
     * @param serverName what its certificate must be for
     * @param pins SHA-256 digests, in base 64, of the only keys to accept; empty accepts any trusted one
     */
    public record Address(String host, int port, String serverName, SSLContext tls, Set<String> pins) {}

    /** A registry with the usual figures. */
    public static RegistrySettings of(String id, Address address, String clId, String password, boolean thick) {
        var endpoint = new EppEndpoint(
                address.host(),
                address.port(),
                address.serverName(),
                address.tls(),
                address.pins(),
                EppFrames.DEFAULT_MAX_BYTES);
        return of(id, endpoint, clId, password, thick);
    }

    /** A registry with the usual figures. */
    public static RegistrySettings of(String id, EppEndpoint endpoint, String clId, String password, boolean thick) {
        return new RegistrySettings(
                id,
                endpoint,
                clId,
                password,
                null,
                thick,
                Map.of(),
                Sessions.of(4, Duration.ofMinutes(5)),
                Deadlines.DEFAULT,
                Pauses.DEFAULT,
                Polling.DEFAULT,
                Rate.UNLIMITED,
                Map.of(),
                1);
    }

    /** The same, but for what is set anew: {@code settings.with(it -> it.rate = …)}. */
    public RegistrySettings with(Consumer<Draft> changes) {
        var draft = new Draft(this);
        changes.accept(draft);
        return new RegistrySettings(
                id,
                endpoint,
                clId,
                password,
                draft.nextPassword,
                thick,
                draft.prefixes,
                draft.sessions,
                draft.deadlines,
                draft.pauses,
                draft.polling,
                draft.rate,
                draft.subProducts,
                draft.pipelined);
    }

    /** What may differ from the usual, each under its component's name. */
    public static final class Draft {
        public @Nullable String nextPassword;
        public Map<String, String> prefixes;
        public Sessions sessions;
        public Deadlines deadlines;
        public Pauses pauses;
        public Polling polling;
        public Rate rate;
        public Map<String, String> subProducts;
        public int pipelined;

        private Draft(RegistrySettings from) {
            nextPassword = from.nextPassword;
            prefixes = from.prefixes;
            sessions = from.sessions;
            deadlines = from.deadlines;
            pauses = from.pauses;
            polling = from.polling;
            rate = from.rate;
            subProducts = from.subProducts;
            pipelined = from.pipelined;
        }
    }

    /**
     * How many commands the registry takes, logins included; .ee allows 100 a minute, Nomulus 100 in ten seconds.
     *
     * @param commands in that time, evenly
     * @param burst how many at once after a pause
     */
    public record Rate(int commands, Duration per, int burst) {
        public static final Rate UNLIMITED = new Rate(0, Duration.ofSeconds(1), 0);

        boolean unlimited() {
            return commands <= 0;
        }
    }

    /**
     * What sessions may do. Registries count them, cut idle ones, and some drop old ones.
     *
     * @param max never more at once
     * @param maxWaiting how many commands may wait for one; more are not sent at once
     * @param idle closed when unused this long
     * @param helloAfter greeted when unused this long, to stay awake and to see whether it still stands
     * @param maxAge closed when this old
     * @param maxCommands closed after so many: Norid drops a session after 900
     */
    public record Sessions(
            int max, int maxWaiting, Duration idle, Duration helloAfter, Duration maxAge, int maxCommands) {
        public static Sessions of(int max, Duration idle) {
            return new Sessions(max, 1000, idle, Duration.ofSeconds(15), Duration.ofMinutes(30), 800);
        }
    }

    /**
     * Total times, after which the outcome is unknown: five times ICANN's service level.
     *
     * @param session to come by a session, a login included
     */
    public record Deadlines(Duration session, Duration query, Duration transform) {
        public static final Deadlines DEFAULT =
                new Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    /**
     * How long no session is opened after a failure.
     *
     * @param afterRefusal after a refused login: more tries would lock the account
     * @param first after a first failure to connect; doubles up to the longest, with jitter
     */
    public record Pauses(Duration afterRefusal, Duration first, Duration longest) {
        public static final Pauses DEFAULT =
                new Pauses(Duration.ofSeconds(30), Duration.ofMillis(250), Duration.ofSeconds(10));
    }

    /**
     * How the registry's messages are fetched.
     *
     * @param every how often the queue is asked
     * @param lease how long a silent node keeps the right to ask
     */
    public record Polling(Duration every, Duration lease) {
        public static final Polling DEFAULT = new Polling(Duration.ofSeconds(30), Duration.ofMinutes(2));
    }

    @Override
    public String toString() {
        return "RegistrySettings[" + id + ", " + endpoint + ", " + clId + "]";
    }
}
