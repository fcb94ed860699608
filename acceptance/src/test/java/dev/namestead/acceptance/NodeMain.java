package dev.namestead.acceptance;

import dev.namestead.server.app.Instruments;
import dev.namestead.server.app.NamesteadServer;
import dev.namestead.server.app.ServerDatabase;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.ConfigurationReader;
import dev.namestead.server.workflow.WorkflowProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A server of several on one database, with {@link StoppingRegistries} between its workflows and the registries. Arguments: its settings,
 * its data directory, the directory by which it is told to stop, its name.
 */
final class NodeMain {
    private NodeMain() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[1]);
        Configuration configuration = ConfigurationReader.read(Path.of(args[0]))
                .withDataDirectory(data)
                .withAddress("127.0.0.1", 0);
        ServerDatabase database = ServerDatabase.open(configuration);
        var instruments = new Instruments(
                WorkflowProbe.NONE, registries -> new StoppingRegistries(registries, Path.of(args[2]), args[3]));
        NamesteadServer server = NamesteadServer.start(configuration, database, false, instruments);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            database.close();
        }));
        Path ready = data.resolve("url");
        Path written = Files.writeString(data.resolve("url.new"), server.url().toString());
        Files.move(written, ready, StandardCopyOption.ATOMIC_MOVE);
        Thread.currentThread().join();
    }
}
