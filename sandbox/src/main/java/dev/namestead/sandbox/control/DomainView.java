package dev.namestead.sandbox.control;

import dev.namestead.sandbox.registry.DomainObject;
import java.time.Instant;
import java.util.List;

/**
 * A domain as kept, authInfo included, beside what info would show of its statuses now.
 *
 * @param shown statuses with the derived ones
 * @param grace rgpStatus values that hold now
 */
record DomainView(DomainObject domain, List<String> shown, List<String> grace) {
    static DomainView of(DomainObject domain, Instant now) {
        return new DomainView(domain, domain.shownStatuses(), domain.shownGraces(now));
    }
}
