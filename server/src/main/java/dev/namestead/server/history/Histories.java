package dev.namestead.server.history;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what happened to a name while it was an account's. */
public final class Histories {
    private static final Comparator<HistoryEntry> IN_TIME = Comparator.comparing(HistoryEntry::at)
            .thenComparing(Histories::rank)
            .thenComparing(HistoryEntry::number);

    private final Database database;
    private final HistoryStore store = new HistoryStore();

    public Histories(Database database) {
        this.database = database;
    }

    /**
     * The latest entries, oldest of them first; empty where the account never had or wanted the name.
     *
     * @param most how many
     */
    public Optional<List<HistoryEntry>> of(AccountId account, DomainName name, int most) {
        return database.read(tx -> store.isKnown(tx, account, name.ascii())
                ? Optional.of(latest(tx, account, name.ascii(), most))
                : Optional.empty());
    }

    private List<HistoryEntry> latest(Tx tx, AccountId account, String name, int most) {
        List<HistoryEntry> all = new ArrayList<>();
        all.addAll(store.audited(tx, account, name, most));
        all.addAll(store.moved(tx, account, name, most));
        all.addAll(store.framed(tx, account, name, most));
        all.addAll(store.booked(tx, account, name, most));
        all.addAll(store.written(tx, account, name, most));
        all.addAll(store.told(tx, account, name, most));
        all.sort(IN_TIME);
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** Of one transaction's entries: what was asked for, what was said about it, what came of it. */
    private static int rank(HistoryEntry entry) {
        return switch (entry) {
            case HistoryEntry.Audited _ -> 0;
            case HistoryEntry.Told _ -> 1;
            case HistoryEntry.Framed _ -> 2;
            case HistoryEntry.Moved _ -> 3;
            case HistoryEntry.Booked _ -> 4;
            case HistoryEntry.Written _ -> 5;
        };
    }
}
