package dev.namestead.sandbox.control;

import dev.namestead.sandbox.registry.DomainObject;
import dev.namestead.sandbox.wire.RegistryServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a registrar's books have to agree with: one line a domain, for all domains at once.
 *
 * @param expires null while the create is pending
 */
record HoldingView(
        String name,
        String sponsor,
        Instant created,
        @Nullable Instant expires,
        List<String> statuses) {

    /** Those of one sponsor, or of all where none is given. */
    static Map<String, List<HoldingView>> all(RegistryServer server, @Nullable String sponsor) {
        return Map.of(
                "holdings",
                server.registry().state().domains().stream()
                        .filter(domain -> sponsor == null || domain.sponsor().equals(sponsor))
                        .map(HoldingView::of)
                        .toList());
    }

    private static HoldingView of(DomainObject domain) {
        return new HoldingView(
                domain.name(), domain.sponsor(), domain.provenance().created(), domain.expires(), domain.statuses());
    }
}
