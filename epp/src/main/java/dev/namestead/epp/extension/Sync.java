package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.time.MonthDay;

/** Moves in an update the day on which a domain expires (Verisign's sync-1.0). It costs a part of a year. */
public record Sync(MonthDay expires) implements EppExtension {

    @Override
    public String namespace() {
        return EppNamespace.SYNC;
    }
}
