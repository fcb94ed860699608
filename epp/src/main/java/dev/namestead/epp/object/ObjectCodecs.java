package dev.namestead.epp.object;

import java.util.List;

/** The kinds of objects that this library knows. */
public final class ObjectCodecs {

    private ObjectCodecs() {}

    /** One codec for each namespace of an object. */
    public static List<ObjectCodec> all() {
        return List.of(
                new DomainCodec(),
                new HostCodec(),
                new ContactCodec(),
                new BalanceCodec(),
                new LowBalanceCodec(),
                new MaintenanceCodec());
    }
}
