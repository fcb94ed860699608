package dev.namestead.server.search;

import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.extension.Extension.YearlyPrice;
import org.jspecify.annotations.Nullable;

/**
 * One name in the answer to a search or a check.
 *
 * @param reason only where it is not registrable
 * @param tier always where it is registrable
 * @param price per year, only where it is registrable
 */
public record DomainRow(
        DomainName name,
        boolean registrable,
        @Nullable Unregistrable reason,
        @Nullable Tier tier,
        @Nullable YearlyPrice price) {

    static DomainRow registrable(DomainName name, Extension extension) {
        return new DomainRow(name, true, null, Tier.STANDARD, extension.price());
    }

    /** Shown with its tier and without a price: it cannot be bought here. */
    static DomainRow premium(DomainName name) {
        return new DomainRow(name, false, Unregistrable.DOMAIN_PREMIUM, Tier.PREMIUM, null);
    }

    static DomainRow refused(DomainName name, Unregistrable reason) {
        return new DomainRow(name, false, reason, null, null);
    }
}
