package dev.namestead.server.search;

import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import java.util.Collection;
import java.util.Map;

/** What is known of names without asking a registry. It may be old, so that nothing may be decided by it. */
public interface NameKnowledge {

    /** The state of those names of which anything is known. */
    Map<DomainName, NameState> of(Tx tx, Collection<DomainName> names);

    /** Remembers what was seen just now: the result of a check, a registration, a deletion. */
    void note(Tx tx, Map<DomainName, NameState> seen);
}
