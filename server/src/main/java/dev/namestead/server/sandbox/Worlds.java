package dev.namestead.server.sandbox;

import dev.namestead.server.audit.Actor;
import dev.namestead.server.sandbox.TestAccounts.TestAccount;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Environments beside the first one, so that test suites run in parallel without seeing each other. Each has a clock, data, mail, faults,
 * registries and an address of its own; it ends when it is deleted, when its time is over, and with its server.
 */
public interface Worlds {

    /**
     * A world as it stands.
     *
     * @param endsAt real time
     * @param address what its paths begin with, without a final slash
     * @param snapshots names of the snapshots that it can go back to
     */
    record World(String id, Instant endsAt, URI address, List<Login> registries, List<String> snapshots) {}

    /** How one of its registries is reached over EPP, by either registrar. */
    record Login(
            String registry,
            String host,
            int port,
            String user,
            String password,
            String otherUser,
            String otherPassword) {
        @Override
        public String toString() {
            return "Login[registry=" + registry + ", port=" + port + ", user=" + user + "]";
        }
    }

    /** A world and an account in it that has all that a registration needs. */
    record Made(World world, TestAccount account) {}

    /** Throws {@link IllegalStateException} where there are too many. */
    Made create(Actor actor, Duration lifetime);

    List<World> all();

    Optional<World> find(String id);

    /** It cannot be reached any more when this returns; what is left of it is cleared away soon. False where there is none. */
    boolean delete(String id);

    /**
     * Keeps all that it knows under a name, in place of what may have been kept under it; empty where there is no such world. Throws {@link
     * IllegalStateException} where that cannot be done now.
     */
    Optional<World> snapshot(String id, String name);

    /** Goes back to a snapshot, its time included; empty where there is no such world or snapshot. Throws as {@link #snapshot}. */
    Optional<World> restore(String id, String name);
}
