package dev.namestead.sandbox.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A domain name as the registry holds it (RFC 5731 section 3.1.2). Immutable.
 *
 * @param statuses those that were set or are pending; {@code ok} and {@code inactive} are derived
 * @param hosts name servers in alphabetical order
 * @param expires null while the create is pending
 * @param pending set while the create is pending
 * @param deletion set once deleted outside the add grace period
 */
public record DomainObject(
        String name,
        String roid,
        Provenance provenance,
        SortedSet<String> statuses,
        @Nullable String registrant,
        List<ContactLink> contacts,
        SortedSet<String> hosts,
        List<DelegationSigner> signers,
        @Nullable Instant expires,
        String authInfo,
        List<GracePeriod> graces,
        @Nullable PendingCreate pending,
        @Nullable Deletion deletion) {

    public static final String PENDING_CREATE = "pendingCreate";
    public static final String PENDING_DELETE = "pendingDelete";

    public DomainObject {
        statuses = Collections.unmodifiableSortedSet(new TreeSet<>(statuses));
        hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
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
            return List.of(now.isBefore(deletion.redemptionEnds()) ? "redemptionPeriod" : PENDING_DELETE);
        }
        return graces.stream()
                .filter(grace -> now.isBefore(grace.until()))
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

    /** The next instant at which something happens to the name by itself. */
    public Optional<Instant> due() {
        if (pending != null) {
            return Optional.ofNullable(pending.due());
        }
        if (deletion != null) {
            return Optional.of(deletion.purged());
        }
        return Optional.ofNullable(expires);
    }

    /** A copy to change. */
    public DomainDraft draft() {
        return new DomainDraft(this);
    }
}
