package dev.namestead.sandbox.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A domain name as the registry holds it (RFC 5731 section 3.1.2). Immutable.
 *
 * @param statuses those that were set or are pending; {@code ok} and {@code inactive} are derived
 * @param hosts name servers in alphabetical order
 * @param expires null while the create is pending
 * @param lapses when it is deleted unless somebody renews it; set once expired where its registry does not renew by itself
 * @param pending set while the create is pending
 * @param deletion set once deleted outside the add grace period
 * @param transfer the transfer that is pending, or else the last one
 */
public record DomainObject(
        String name,
        String roid,
        Provenance provenance,
        List<String> statuses,
        @Nullable String registrant,
        List<ContactLink> contacts,
        List<String> hosts,
        List<DelegationSigner> signers,
        @Nullable Instant expires,
        @Nullable Instant lapses,
        String authInfo,
        List<GracePeriod> graces,
        @Nullable PendingCreate pending,
        @Nullable Deletion deletion,
        @Nullable TransferState transfer) {

    public static final String PENDING_CREATE = "pendingCreate";
    public static final String PENDING_DELETE = "pendingDelete";
    public static final String PENDING_TRANSFER = "pendingTransfer";

    public DomainObject {
        statuses = List.copyOf(statuses);
        hosts = List.copyOf(hosts);
        contacts = List.copyOf(contacts);
        signers = List.copyOf(signers);
        graces = List.copyOf(graces);
    }

    @JsonIgnore
    public String sponsor() {
        return provenance.sponsor();
    }

    /** What info shows: the stored statuses, {@code inactive} without name servers, else {@code ok} when nothing else holds. */
    public List<String> shownStatuses() {
        var shown = new ArrayList<>(statuses);
        if (hosts.isEmpty()) {
            shown.add("inactive");
        } else if (shown.isEmpty()) {
            shown.add("ok");
        }
        return shown;
    }

    /** The rgpStatus values that hold at the instant (RFC 3915 section 3.1). */
    public List<String> shownGraces(Instant now) {
        if (deletion != null) {
            return List.of(deletion.status(now));
        }
        return graces.stream()
                .filter(grace -> grace.runsAt(now))
                .map(GracePeriod::status)
                .distinct()
                .toList();
    }

    /** True inside a grace period of that kind. */
    public boolean isIn(String graceStatus, Instant now) {
        return shownGraces(now).contains(graceStatus);
    }

    /** All contact ids that the domain refers to. */
    public Stream<String> contactIds() {
        Stream<String> others = contacts.stream().map(ContactLink::contact);
        return registrant == null ? others : Stream.concat(Stream.of(registrant), others);
    }

    /**
     * The expiry that info shows. The clock of a name in redemption runs on: when it expires there, a year is shown that only a
     * restore makes true.
     */
    public @Nullable Instant shownExpiry(Instant now) {
        return expires != null && deletion != null && hasExpired(now) ? Periods.plusYears(expires, 1) : expires;
    }

    /** True where the registry's date has passed, which it does for names that have lapsed or are in redemption only. */
    boolean hasExpired(Instant now) {
        return expires != null && !expires.isAfter(now);
    }

    /** The grace periods of that kind that run, which are one at most but for renewals. */
    Stream<GracePeriod> running(String status, Instant now) {
        return graces.stream().filter(grace -> grace.status().equals(status) && grace.runsAt(now));
    }

    boolean isTransferPending() {
        return transfer != null && transfer.isPending();
    }

    /** When it is deleted unless somebody renews it; never while it changes hands. */
    private @Nullable Instant lapsing() {
        return isTransferPending() ? null : lapses;
    }

    boolean hasLapsed(Instant now) {
        Instant when = lapsing();
        return when != null && !when.isAfter(now);
    }

    /** The next instant at which something happens to the name by itself. */
    public Optional<Instant> due() {
        if (pending != null) {
            return Optional.ofNullable(pending.due());
        }
        if (deletion != null) {
            return Optional.of(deletion.due());
        }
        Stream<Instant> bills = graces.stream().filter(GracePeriod::isUnbilled).map(GracePeriod::until);
        Stream<Instant> ends = transfer != null && transfer.isPending() ? Stream.of(transfer.due()) : Stream.empty();
        return Stream.of(Stream.ofNullable(lapses == null ? expires : lapsing()), bills, ends)
                .flatMap(each -> each)
                .min(Comparator.naturalOrder());
    }

    /** A copy to change. */
    public DomainDraft draft() {
        return new DomainDraft(this);
    }
}
