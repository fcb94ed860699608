package dev.namestead.server.lifecycle;

import dev.namestead.server.extension.DomainName;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A request to renew a registration.
 *
 * @param currentExpiry the UTC date up to which its sender believes the name to be paid; null where that is left open
 */
public record RenewRequest(
        DomainName name, int years, @Nullable LocalDate currentExpiry) {}
