package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * As whom PostgreSQL runs, since it refuses to run as root: as ourselves, or for root as an
 * unprivileged user, or in a user namespace where root is nobody.
 */
sealed interface RunAs {

    /** Preferred first; {@code nobody} exists everywhere. */
    List<String> UNPRIVILEGED_USERS = List.of("namestead", "nobody");

    /** The words before the program: its own session, and a fast shutdown when our thread ends. */
    List<String> command();

    /** Makes a directory or file belong to the one who runs. */
    default void own(Path path) throws IOException {
        // Belongs to us already.
    }

    /** The user who started us. */
    record Myself(boolean withParentSignal) implements RunAs {
        @Override
        public List<String> command() {
            return withParentSignal ? List.of("setsid", "setpriv", "--pdeathsig", "INT") : List.of("setsid");
        }
    }

    /** Another user, by number. */
    record User(int uid, int gid) implements RunAs {
        @Override
        public List<String> command() {
            return List.of(
                    "setsid",
                    "setpriv",
                    "--reuid=" + uid,
                    "--regid=" + gid,
                    "--clear-groups",
                    "--no-new-privs",
                    "--pdeathsig",
                    "INT");
        }

        @Override
        public void own(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", uid);
            Files.setAttribute(path, "unix:gid", gid);
        }
    }

    /** Root as seen by the files, nobody as seen by PostgreSQL. */
    record Namespace() implements RunAs {
        @Override
        public List<String> command() {
            return List.of("setsid", "unshare", "--user", "setpriv", "--pdeathsig", "INT");
        }
    }

    /**
     * Finds who can enter the directory and run the program. An existing cluster keeps its owner.
     *
     * @throws EmbeddedPostgresException started by root and nobody else can run it
     */
    static RunAs choose(Path directory, Path cluster, Path program) {
        if (uidOf(Path.of("/proc/self")) != 0) {
            return new Myself(
                    Command.run("setpriv", "--pdeathsig", "INT", "true").succeeded());
        }
        return candidates(cluster).stream()
                .filter(candidate -> canRun(candidate, directory, program))
                .findFirst()
                .orElseThrow(() -> new EmbeddedPostgresException(
                        "PostgreSQL does not run as root, and no other user can enter " + directory
                                + " (tried setpriv to " + String.join(", ", UNPRIVILEGED_USERS)
                                + " and a user namespace); choose a --data directory below one that all may enter,"
                                + " start as an ordinary user, or configure database.url"));
    }

    private static List<RunAs> candidates(Path cluster) {
        if (Files.isDirectory(cluster)) {
            int uid = uidOf(cluster);
            return uid == 0 ? List.of(new Namespace()) : List.of(new User(uid, (int) attribute(cluster, "unix:gid")));
        }
        List<RunAs> candidates = new ArrayList<>();
        UNPRIVILEGED_USERS.forEach(name -> user(name).ifPresent(candidates::add));
        candidates.add(new Namespace());
        return candidates;
    }

    private static Optional<RunAs> user(String name) {
        Command uid = Command.run("id", "-u", name);
        Command gid = Command.run("id", "-g", name);
        return uid.succeeded() && gid.succeeded()
                ? Optional.of(new User(Integer.parseInt(uid.output()), Integer.parseInt(gid.output())))
                : Optional.empty();
    }

    /** By trying: permissions, container policies and missing programs are all answered at once. */
    private static boolean canRun(RunAs candidate, Path directory, Path program) {
        List<String> words = new ArrayList<>(candidate.command());
        words.addAll(List.of(
                "/bin/sh", "-c", "test -x \"$1\" && test -x \"$2\"", "sh", directory.toString(), program.toString()));
        return Command.run(words).succeeded();
    }

    private static int uidOf(Path path) {
        return (int) attribute(path, "unix:uid");
    }

    private static Object attribute(Path path, String name) {
        try {
            return Files.getAttribute(path, name);
        } catch (IOException failure) {
            throw new EmbeddedPostgresException("cannot read the owner of " + path, failure);
        }
    }
}
