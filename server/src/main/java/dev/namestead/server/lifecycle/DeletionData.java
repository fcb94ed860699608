package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.registry.RegistryDomain;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion workflow knows; written into its row as JSON, so fields are only ever added.
 *
 * @param reason why it is deleted: {@link #WISHED} or {@link #UNPAID}
 * @param before what the registry showed right before the command was sent; null until it was read, and where it did not know the name any
 *     more
 * @param sentAt when the latest command left, in business time: what it brings back is reckoned as of then, however late its outcome is known;
 *     null where none has
 * @param told what the registry said that it gives back; null where it did not say
 * @param refund what its customer gets back; null where that is nothing
 */
public record DeletionData(
        UUID registration,
        String domainName,
        String registryId,
        String reason,
        @Nullable Before before,
        @Nullable Instant sentAt,
        @Nullable Told told,
        @Nullable Told refund) {
    /** At its holder's wish. */
    static final String WISHED = "wished";
    /** Because nobody has paid for the year that its registry has added. */
    static final String UNPAID = "unpaid";

    /**
     * What a deletion wipes, and the grace periods that decide what it brings back.
     *
     * @param addGrace whether it should be gone at once
     * @param renewGrace whether a renewal of late is taken back
     * @param autoRenewGrace whether a year of the registry's own is
     * @param expiresAt the registry's date; null where it did not show one
     * @param readAt business time; null where an older version has read it
     */
    public record Before(
            boolean addGrace,
            boolean renewGrace,
            boolean autoRenewGrace,
            boolean locked,
            List<String> nameServers,
            List<DsRecord> signers,
            @Nullable Instant expiresAt,
            @Nullable Instant readAt) {
        static Before of(RegistryDomain found, boolean addGrace, boolean locked, Instant now) {
            return new Before(
                    addGrace,
                    found.rgpStatuses().contains("renewPeriod"),
                    found.rgpStatuses().contains("autoRenewPeriod"),
                    locked,
                    found.nameServers().stream().sorted().toList(),
                    List.copyOf(found.signers()),
                    found.expiresAt(),
                    now);
        }
    }

    /** An amount, in minor units of the currency. */
    public record Told(String currency, long minorUnits) {
        static Told of(Money money) {
            return new Told(money.currency().getCurrencyCode(), money.minorUnits());
        }

        Money money() {
            return Money.of(currency, minorUnits);
        }
    }

    static DeletionData of(UUID registration, String domainName, String registryId, String reason) {
        return new DeletionData(registration, domainName, registryId, reason, null, null, null, null);
    }

    DomainName name() {
        return DomainName.of(domainName);
    }

    DeletionData with(Before found) {
        return new DeletionData(registration, domainName, registryId, reason, found, sentAt, told, refund);
    }

    DeletionData sent(Instant now) {
        return new DeletionData(registration, domainName, registryId, reason, before, now, told, refund);
    }

    DeletionData withTold(Money credit) {
        return new DeletionData(registration, domainName, registryId, reason, before, sentAt, Told.of(credit), refund);
    }

    DeletionData withRefund(Money money) {
        return new DeletionData(registration, domainName, registryId, reason, before, sentAt, told, Told.of(money));
    }
}
