package dev.namestead.server.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.database.DatabaseUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The embedded server through every kind of sudden death. */
final class EmbeddedPostgresTest {

    private static final Path CACHE = Path.of("target", "postgres-cache").toAbsolutePath();

    private Path directory;

    @BeforeEach
    void makeADirectoryThatOthersMayEnter() throws IOException {
        Files.createDirectories(Path.of("target"));
        directory = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "postgres-test-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @AfterEach
    void removeIt() throws IOException {
        FileTree.delete(directory);
    }

    @Test
    void start_twice_keepsWhatWasWritten() {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory, CACHE)) {
            write(first, "CREATE TABLE kept (n int)");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(directory, CACHE)) {
            write(second, "INSERT INTO kept VALUES (1)");
        }
    }

    @Test
    void start_listensOnLoopbackOnly_andAsksForAPassword() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            DatabaseSettings settings = server.settings(1, Duration.ofSeconds(5));
            assertThat(settings.url()).startsWith("jdbc:postgresql://127.0.0.1:");
            assertThatThrownBy(() -> DriverManager.getConnection(settings.url(), settings.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void start_keepsItsSecretsToTheOwner() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            for (String secret : List.of("password", "connection.properties")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret))))
                        .isEqualTo("rw-------");
            }
            assertThat(server.settings(1, Duration.ofSeconds(5)).toString())
                    .doesNotContain(Files.readString(directory.resolve("password")));
        }
    }

    @Test
    void start_ofADirectoryInUse_isRefusedWithItsNameAndHolder() throws Exception {
        try (ServerProcess holder = ServerProcess.start(directory, CACHE)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, CACHE))
                    .isInstanceOf(DirectoryInUseException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("process " + holder.pid());
        }
    }

    @Test
    void start_twiceInOneProcess_isRefusedAndLeavesTheFirstItsLock() throws Exception {
        try (EmbeddedPostgres first = EmbeddedPostgres.start(directory, CACHE)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, CACHE))
                    .isInstanceOf(DirectoryInUseException.class);
            assertThatThrownBy(() -> ServerProcess.start(directory, CACHE)).hasMessageContaining("is in use");
            write(first, "SELECT 1");
        }
    }

    @Test
    void start_whenWhatIsCommittedWouldNotBeKept_isRefused() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            write(server, "ALTER ROLE namestead SET synchronous_commit = off");
        }
        assertThatThrownBy(() -> EmbeddedPostgres.start(directory, CACHE))
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("synchronous_commit = off");
    }

    @Test
    void anotherProgram_findsTheRunningServer() throws Exception {
        assertThat(EmbeddedPostgres.runningIn(directory, 1, Duration.ofSeconds(5)))
                .isEmpty();
        try (ServerProcess server = ServerProcess.start(directory, CACHE)) {
            DatabaseSettings settings = EmbeddedPostgres.runningIn(directory, 1, Duration.ofSeconds(5))
                    .orElseThrow();
            assertThat(settings.url()).isEqualTo(server.url());
            write(settings, "SELECT 1");
        }
    }

    @Test
    void killOfTheServer_theNextStartWorksByItself() throws Exception {
        ServerProcess server = ServerProcess.start(directory, CACHE);
        write(running(), "CREATE TABLE kept (n int)");
        server.kill();
        assertNextStartHas("kept");
    }

    @Test
    void killOfThePostmasterAndTheServer_theNextStartWorksByItself() throws Exception {
        ServerProcess server = ServerProcess.start(directory, CACHE);
        write(running(), "CREATE TABLE kept (n int)");
        LinuxProcesses.signal(server.pid(), "STOP");
        LinuxProcesses.signal(server.postmasterPid(), "KILL");
        server.kill();
        assertNextStartHas("kept");
    }

    @Test
    void orphanThatDoesNotStopByItself_isStoppedByTheNextStart() throws Exception {
        ServerProcess server = ServerProcess.start(directory, CACHE);
        write(running(), "CREATE TABLE kept (n int)");
        // Stopped, the orphan cannot heed the signal of its dying parent.
        LinuxProcesses.signal(server.postmasterPid(), "STOP");
        server.kill();
        try (EmbeddedPostgres next = EmbeddedPostgres.start(directory, CACHE)) {
            write(next, "SELECT * FROM kept");
            assertThat(LinuxProcesses.postgresOf(directory.toRealPath().resolve("cluster")))
                    .doesNotContain(server.postmasterPid());
        }
    }

    @Test
    void killOfThePostmaster_whileServing_isMendedOnTheSameAddress() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE);
                Database database = Database.open(server.settings(2, Duration.ofSeconds(10)))) {
            database.transact(tx -> tx.sql().sql("CREATE TABLE kept (n int)").update());
            LinuxProcesses.signal(server.pid().orElseThrow(), "KILL");
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(DatabaseUnavailableException.class)
                    .untilAsserted(() -> assertThat(database.<Integer>inTransaction(tx ->
                                    tx.sql().sql("INSERT INTO kept VALUES (1)").update()))
                            .isEqualTo(1));
        }
    }

    @Test
    void start_afterAStalePidFileOfAStranger_works() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            write(server, "CREATE TABLE kept (n int)");
        }
        // The number belongs to a living process by now: this test.
        Path data = directory.toRealPath().resolve("cluster");
        Files.writeString(
                data.resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data + "\n");
        assertNextStartHas("kept");
    }

    @Test
    void start_afterAKillDuringInitialisation_beginsAnew() throws Exception {
        Path half = Files.createDirectory(directory.resolve("cluster.unfinished"));
        Files.writeString(half.resolve("PG_VERSION"), "18");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            write(server, "SELECT 1");
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void asAnOrdinaryUser_itRunsDirectly() throws Exception {
        assumeTrue(isRoot(), "all other tests show it where they run as an ordinary user");
        try (ServerProcess server =
                ServerProcess.start(directory, CACHE, "unshare", "--user", "--map-user=65534", "--map-group=65534")) {
            write(running(), "SELECT 1");
        }
        try (ServerProcess again =
                ServerProcess.start(directory, CACHE, "unshare", "--user", "--map-user=65534", "--map-group=65534")) {
            write(running(), "SELECT 1");
        }
    }

    @Test
    void asRoot_itRunsAsTheOwnerOfItsFiles_alsoWhereOthersCannotEnter() throws Exception {
        assumeTrue(isRoot(), "root's own trouble");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            write(server, "CREATE TABLE kept (n int)");
        }
        assertNextStartHas("kept");
    }

    @Test
    void aCacheThatCannotBeWritten_isDoneWithout() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Path.of("/proc/no-such-cache"))) {
            write(server, "SELECT 1");
            assertThat(directory.resolve("programs")).isDirectory();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private DatabaseSettings running() {
        return EmbeddedPostgres.runningIn(directory, 1, Duration.ofSeconds(5)).orElseThrow();
    }

    private void assertNextStartHas(String table) {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, CACHE)) {
            write(server, "SELECT * FROM " + table);
        }
    }

    private static void write(EmbeddedPostgres server, String sql) {
        write(server.settings(1, Duration.ofSeconds(5)), sql);
    }

    private static void write(DatabaseSettings settings, String sql) {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new AssertionError(sql, failure);
        }
    }
}
