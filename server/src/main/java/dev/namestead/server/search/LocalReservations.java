package dev.namestead.server.search;

import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import java.util.Collection;
import java.util.Set;

/** The names that some account here is registering at this moment: no registry knows of them yet. */
@FunctionalInterface
public interface LocalReservations {

    /** Those of the names with a live reservation, whoever's it is. */
    Set<DomainName> taken(Tx tx, Collection<DomainName> names);
}
