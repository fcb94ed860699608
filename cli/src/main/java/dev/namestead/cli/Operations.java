package dev.namestead.cli;

import dev.namestead.server.account.AccountStore;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.app.ServerDatabase;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;

/** What an operator's command works with: the configured database, whether or not a server runs on it. */
record Operations(ServerDatabase database, Accounts accounts) implements AutoCloseable {

    static Operations on(Configuration configuration) {
        ServerDatabase database = ServerDatabase.openBeside(configuration);
        return new Operations(database, new Accounts(database.database(), new AccountStore(), new AuditStore()));
    }

    /** For the audit: the person at the machine. */
    Actor operator() {
        return new Actor("operator", System.getProperty("user.name", "unknown"), "command-line");
    }

    @Override
    public void close() {
        database.close();
    }
}
