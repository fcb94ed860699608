package dev.namestead.server.audit;

import dev.namestead.server.audit.AuditChainStore.Head;
import dev.namestead.server.audit.AuditChainStore.Seal;
import dev.namestead.server.audit.AuditChainStore.Sealed;
import dev.namestead.server.audit.AuditChainStore.Unsealed;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Chains the audit's committed entries, so that none can be changed, taken out or put between others unnoticed by whoever has the database
 * and not the key. The order of the chain is that of the sealing.
 */
public final class AuditChain {
    private static final int AT_ONCE = 1000;
    private static final int MOST_FAULTS = 100;

    private final Database database;
    private final UnaryOperator<String> mac;
    private final Duration longestTransaction;
    private final AuditChainStore store = new AuditChainStore();
    private boolean lookedAtAll;

    /** @param mac a code over a text that nobody can make without the key */
    public AuditChain(Database database, UnaryOperator<String> mac) {
        this(database, mac, Duration.ofMinutes(1));
    }

    /** @param longestTransaction after so long a number that was given to an entry is committed or given up */
    AuditChain(Database database, UnaryOperator<String> mac, Duration longestTransaction) {
        this.database = database;
        this.mac = mac;
        this.longestTransaction = longestTransaction;
    }

    /**
     * Seals what is committed and not sealed yet, unless another server is at it.
     *
     * @return how many entries
     */
    public synchronized long seal() {
        long sealed = 0;
        int last;
        do {
            last = database.inTransaction(this::sealSome);
            sealed += last;
        } while (last == AT_ONCE);
        // What was committed later than any transaction should live is found by the next process.
        lookedAtAll = true;
        return sealed;
    }

    private int sealSome(Tx tx) {
        Optional<Head> locked = store.lockHead(tx);
        if (locked.isEmpty()) {
            return 0;
        }
        Head head = locked.get();
        List<AuditEntry> entries = store.unsealed(tx, lookedAtAll ? head.completeTo() : 0, AT_ONCE);
        if (entries.size() < AT_ONCE) {
            store.moveComplete(tx, longestTransaction);
        }
        if (entries.isEmpty()) {
            return 0;
        }
        List<Seal> seals = new ArrayList<>();
        Seal last = new Seal(head.position(), 0, head.seal());
        for (AuditEntry entry : entries) {
            last = after(last, entry);
            seals.add(last);
        }
        store.insert(tx, seals);
        store.moveHead(tx, last);
        return seals.size();
    }

    private Seal after(Seal before, AuditEntry entry) {
        long position = before.position() + 1;
        String seal = mac.apply("audit\n" + position + "\n" + before.seal() + "\n" + entry.canonical());
        return new Seal(position, entry.id(), seal);
    }

    /**
     * Looks at the whole chain.
     *
     * @param known an end of the chain that was noted earlier, as {@code position:seal}; empty for none
     */
    public AuditVerdict verify(String known) {
        Head head = database.read(store::head);
        List<String> faults = new ArrayList<>();
        boolean knownSeen = known.isEmpty();
        Seal before = new Seal(0, 0, "");
        List<Sealed> links = links(before);
        while (!links.isEmpty() && faults.size() < MOST_FAULTS && before.position() < head.position()) {
            for (Sealed link : links) {
                judge(before, link, faults);
                before = link.seal();
                knownSeen |= name(before).equals(known);
            }
            links = links(before);
        }
        if (before.position() < head.position()) {
            faults.add("the chain ends at " + before.position() + " and not at " + head.position());
        }
        if (!knownSeen) {
            faults.add("the chain does not hold " + known + ": it was cut off, or written anew");
        }
        Unsealed unsealed = database.read(store::countUnsealed);
        return new AuditVerdict(
                head.position(),
                head.position() + ":" + head.seal(),
                unsealed.count(),
                Optional.ofNullable(unsealed.oldest()),
                List.copyOf(faults.subList(0, Math.min(MOST_FAULTS, faults.size()))));
    }

    private List<Sealed> links(Seal after) {
        return database.read(tx -> store.sealed(tx, after.position(), AT_ONCE));
    }

    /** Each link is judged by the seal that stands before it, so that one change does not put all later entries into doubt. */
    private void judge(Seal before, Sealed link, List<String> faults) {
        Seal seal = link.seal();
        if (seal.position() != before.position() + 1) {
            faults.add("the seals between " + before.position() + " and " + seal.position() + " are gone");
        } else if (link.entry() == null) {
            faults.add("entry " + seal.auditId() + " is gone");
        } else if (!after(before, link.entry()).seal().equals(seal.seal())) {
            faults.add("entry " + seal.auditId() + " is not as it was sealed");
        }
    }

    private static String name(Seal seal) {
        return seal.position() + ":" + seal.seal();
    }
}
