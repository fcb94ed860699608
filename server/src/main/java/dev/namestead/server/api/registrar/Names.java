package dev.namestead.server.api.registrar;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.extension.DomainName;

/** The domain name in a path. */
final class Names {
    private Names() {}

    static DomainName inPath(Call call) {
        return DomainName.parse(call.parameter("domain_name"))
                .orElseThrow(() -> new RefusedException(Refusal.INVALID, "Invalid domain name"));
    }

    /** Absent and foreign names read the same. */
    static RefusedException notFound() {
        return new RefusedException(Refusal.NOT_FOUND, "Domain not found");
    }
}
