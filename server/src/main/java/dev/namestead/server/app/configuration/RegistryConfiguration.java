package dev.namestead.server.app.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One registry and our accreditation there.
 *
 * @param id how the catalog's extensions name it
 * @param serverName what the registry's certificate must be for; the host unless set
 * @param nextPassword replaces the password in two phases; empty where it stays
 * @param ca PEM file with the authorities to trust; empty for those of the JDK
 * @param clientCertificate what we show, where the registry asks for it
 * @param contacts whether contact objects exist there
 * @param pollEvery how often its message queue is asked (RFC 5730 section 2.9.2.3)
 * @param extensions what may be sold of those that the catalog gives to this registry; empty for all
 */
public record RegistryConfiguration(
        String id,
        String host,
        int port,
        String serverName,
        String user,
        Secret password,
        Optional<Secret> nextPassword,
        Optional<Path> ca,
        Optional<ClientCertificate> clientCertificate,
        ContactModel contacts,
        Duration pollEvery,
        List<String> extensions,
        Sessions sessions,
        Deadlines deadlines,
        Dialect dialect) {

    /** How often a registry is asked for messages unless configured. */
    public static final Duration POLL_EVERY = Duration.ofSeconds(30);

    public RegistryConfiguration {
        extensions = List.copyOf(extensions);
    }

    /** The same registrar at a registry of the same kind, which is reached elsewhere. */
    public RegistryConfiguration at(String otherHost, int otherPort, String otherUser, Secret otherPassword) {
        return new RegistryConfiguration(
                id,
                otherHost,
                otherPort,
                serverName,
                otherUser,
                otherPassword,
                Optional.empty(),
                ca,
                clientCertificate,
                contacts,
                pollEvery,
                extensions,
                sessions,
                deadlines,
                dialect);
    }

    /** PEM files: our certificate with those above it, and its key as unencrypted PKCS#8. */
    public record ClientCertificate(Path certificate, Path key) {}

    /**
     * What is peculiar about this registry.
     *
     * @param pins SHA-256 digests of the server keys to accept, in base 64; two make a change of keys possible, none
     *     accepts any key that the authorities vouch for
     * @param prefixes from namespace to the prefix that the registry insists on
     * @param subProducts from extension to what the registry calls it in each command (Verisign's namestoreExt)
     * @param pipelined how many queries it takes in a session before it has answered the first; 1 for registries that want one at a time
     * @param commands how many it takes in that time, logins included; 0 for any number
     * @param burst how many at once after a pause
     */
    public record Dialect(
            List<String> pins,
            Map<String, String> prefixes,
            Map<String, String> subProducts,
            int pipelined,
            int commands,
            Duration per,
            int burst) {
        public static final Dialect NONE = of(Map.of());

        public Dialect {
            pins = List.copyOf(pins);
            prefixes = Map.copyOf(prefixes);
            subProducts = Map.copyOf(subProducts);
        }

        /** Of a registry whose one peculiarity these are. */
        public static Dialect of(Map<String, String> subProducts) {
            return new Dialect(List.of(), Map.of(), subProducts, 1, 0, Duration.ofSeconds(1), 0);
        }
    }

    /** Whether the registry keeps the registrant's data (RFC 3375 section 1). */
    public enum ContactModel {
        THICK,
        THIN
    }

    /**
     * EPP sessions.
     *
     * @param max never more at once, of all servers on the database together: registries count
     * @param idle closed when unused this long
     * @param helloAfter greeted when unused this long: registries cut idle sessions, some after half a minute
     * @param maxAge closed when this old
     * @param maxCommands closed after so many: some registries drop a session by count
     * @param loginPause how long no server tries again after a refused login: registries lock accounts that do
     */
    public record Sessions(
            int max, Duration idle, Duration helloAfter, Duration maxAge, int maxCommands, Duration loginPause) {
        public static final Sessions DEFAULT = of(4);

        public static Sessions of(int max) {
            return new Sessions(
                    max,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(30),
                    800,
                    Duration.ofSeconds(30));
        }
    }

    /**
     * Total time for a command of each kind, after which its outcome is unknown. The defaults are five
     * times ICANN's service level, where its monitor counts a command as unanswered.
     */
    public record Deadlines(Duration session, Duration query, Duration transform) {
        public static final Deadlines DEFAULT =
                new Deadlines(Duration.ofSeconds(20), Duration.ofSeconds(10), Duration.ofSeconds(20));
    }
}
