package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.lifecycle.Lives.Away;
import dev.namestead.server.reconciliation.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds what is in the books at the end of lives against what the registries hold and have charged, and against the rules:
 *
 * <pre>
 *   books        every cent is explained, so that holds equal open workflows and no year is sold twice; all ended that could
 *   cost         what registries have charged less what they gave back is what the ledger says, and belongs to years that were sold
 *   status       is what the registry's own state means
 *   notices      as {@link NoticeJudge} has it
 * </pre>
 */
final class LifeJudge {
    private static final Duration DAY = Duration.ofDays(1);
    /** Between what happens and what is seen of it. */
    private static final Duration SEEN = Duration.ofDays(1).plusHours(12);

    private final LifeWorld world;
    private final RegistryCharges charges;
    private final Pace pace;
    private final List<Away> absences;
    private final List<String> broken = new ArrayList<>();
    /** Whose amounts are among those that do not add up. */
    private final List<String> suspects = new ArrayList<>();

    private final Instant now;
    private int lostWhileAway;
    private final Map<String, JsonNode> held = new HashMap<>();

    /**
     * What was lived through.
     *
     * @param lostWhileAway names that should have been deleted on days without a server, until their registry kept the money
     */
    record Counts(
            long registrations,
            long renewals,
            long failedRenewals,
            long deletions,
            long restores,
            long notices,
            long faults,
            long lostWhileAway) {
        Counts plus(Counts more) {
            return new Counts(
                    registrations + more.registrations,
                    renewals + more.renewals,
                    failedRenewals + more.failedRenewals,
                    deletions + more.deletions,
                    restores + more.restores,
                    notices + more.notices,
                    faults + more.faults,
                    lostWhileAway + more.lostWhileAway);
        }

        static Counts none() {
            return new Counts(0, 0, 0, 0, 0, 0, 0, 0);
        }
    }

    LifeJudge(LifeWorld world, Pace pace, List<Away> absences) {
        this.world = world;
        this.charges = new RegistryCharges(world.control());
        this.pace = pace;
        this.absences = List.copyOf(absences);
        this.now = read(Tx::businessNow);
    }

    private <T> T read(java.util.function.Function<Tx, T> work) {
        return world.registrar().database().read(work);
    }

    /** Each rule that is broken, with the name. */
    List<String> broken() {
        for (String registry : world.registries()) {
            for (JsonNode domain : world.control()
                    .send("GET", "/registries/" + registry + "/holdings?sponsor=namestead", null)
                    .path("holdings")) {
                held.put(domain.path("name").asString(), domain);
            }
        }
        books();
        costs();
        statuses();
        broken.addAll(new NoticeJudge(world, pace, absences).broken());
        return List.copyOf(broken);
    }

    private void books() {
        Report report = world.registrar().reconciliation().run();
        report.findings()
                .forEach(finding -> broken.add(finding.subject() + ": " + finding.what() + " " + finding.amount()));
        report.lines().stream().filter(line -> line.drift() != 0).forEach(line -> broken.add("books: " + line));
        read(tx -> tx.sql()
                        .sql(
                                "SELECT subject || ' ' || kind || ' ' || state || ' at ' || step FROM workflow WHERE wake_at IS NOT NULL")
                        .query(String.class)
                        .list())
                .forEach(live -> broken.add(live + ": has not ended"));
    }

    private void costs() {
        for (String registry : world.registries()) {
            long theirs = charges.of(registry);
            long ours = world.bookedCost(registry).minorUnits();
            Map<String, Long> toCome = paidAndNotBilled(registry);
            long sum = toCome.values().stream().mapToLong(Long::longValue).sum();
            if (theirs + sum != ours) {
                broken.add("registry " + registry + " has charged " + theirs + " cents and will charge " + toCome
                        + ", and the ledger says " + ours);
                suspects.addAll(toCome.keySet());
            }
        }
        unpaidYears();
    }

    /** By name: years that a registry has added and bills when their grace period has passed, of names whose customers have paid for them. */
    private Map<String, Long> paidAndNotBilled(String registry) {
        Map<String, Instant> paid = new HashMap<>();
        read(tx -> tx.sql()
                .sql(
                        "SELECT domain_name, paid_until FROM registration WHERE ended_at IS NULL AND paid_until IS NOT NULL")
                .query((row, _) -> paid.put(row.getString("domain_name"), Columns.instant(row, "paid_until")))
                .list());
        Map<String, Long> toCome = new TreeMap<>();
        held.forEach((name, there) -> {
            if (registry.equals(world.registryOf(name)) && reaches(paid.get(name), there)) {
                long unbilled = charges.unbilled(registry, name);
                if (unbilled > 0) {
                    toCome.put(name, unbilled);
                }
            }
        });
        return toCome;
    }

    private static boolean reaches(@Nullable Instant paid, JsonNode there) {
        return paid != null
                && !there.path("expires").isNull()
                && !paid.isBefore(
                        Instant.parse(there.path("expires").asString()).minus(DAY));
    }

    /** A name at the end of what is paid for, to which its registry has added a year. */
    private record Unpaid(String name, Instant end) {}

    /** A year that a registry has added by itself is paid by a customer or given back, unless there is still time for either. */
    private void unpaidYears() {
        read(tx -> tx.sql()
                        .sql("""
                                SELECT r.domain_name, r.paid_until FROM registry_renewal y
                                JOIN registration r ON r.account_id = y.account_id AND r.id = y.registration_id
                                WHERE NOT y.settled AND (r.ended_at IS NOT NULL OR 'pendingDelete' = ANY(r.statuses)
                                                         OR y.from_date < CAST(business_now() - interval '45 days' AS date))
                                """)
                        .query((row, _) -> new Unpaid(row.getString("domain_name"), Columns.instant(row, "paid_until")))
                        .list())
                .stream()
                .filter(this::couldBeDeletedInTime)
                .forEach(one -> broken.add(one.name() + ": a year was paid at its registry that nobody has paid for"));
        // What was settled without a sale must have been given back: a name's cost is never more than that of what was
        // sold.
        read(tx -> tx.sql().sql("""
                                WITH cost AS (
                                    SELECT subject, sum(CASE kind WHEN 'cost' THEN amount WHEN 'credit' THEN -amount ELSE 0 END) AS net
                                    FROM ledger_transfer GROUP BY subject),
                                open AS (
                                    SELECT r.domain_name, sum(y.cost) AS cost FROM registry_renewal y
                                    JOIN registration r ON r.id = y.registration_id WHERE NOT y.settled GROUP BY 1),
                                sold AS (
                                    SELECT w.subject, sum(CASE WHEN w.kind = 'restore'
                                               THEN (w.data->>'restoreCostMinor')::bigint
                                                    + (w.data->>'years')::bigint * (w.data->>'yearCostMinor')::bigint
                                               ELSE (w.data->>'costMinor')::bigint END) AS cost
                                    FROM workflow w WHERE w.kind IN ('registration', 'renewal', 'restore') AND w.state = 'succeeded'
                                    GROUP BY 1)
                                SELECT cost.subject || ': costs ' || (net - coalesce(open.cost, 0)) || ' cents, and what was sold '
                                       || coalesce(sold.cost, 0)
                                FROM cost LEFT JOIN open ON open.domain_name = cost.subject LEFT JOIN sold ON sold.subject = cost.subject
                                WHERE net - coalesce(open.cost, 0) > coalesce(sold.cost, 0)
                                """).query(String.class).list()).forEach(broken::add);
    }

    /**
     * Not where nobody was there from the day of its deletion on until its registry kept the money, or until the last stop of the clock before
     * that: one try may be cut off.
     */
    private boolean couldBeDeletedInTime(Unpaid unpaid) {
        LifeTerm term = LifeTerm.of(
                unpaid.end(), extension(unpaid.name()), pace.settings().expiry());
        Instant kept = term.kept().orElseThrow().minus(pace.grain());
        Instant deletion = term.deleted().orElseThrow().plus(pace.grain());
        boolean away = absences.stream()
                .anyMatch(one -> !one.from().isAfter(deletion) && !one.until().isBefore(kept));
        lostWhileAway += away ? 1 : 0;
        return !away;
    }

    private record Live(String name, String status, Instant paidUntil) {}

    private void statuses() {
        List<Live> live = read(tx -> tx.sql()
                .sql(
                        "SELECT account_id, domain_name, paid_until FROM registration WHERE ended_at IS NULL AND paid_until IS NOT NULL")
                .query((row, _) -> new Live(
                        row.getString("domain_name"),
                        world.status(
                                new dev.namestead.api.AccountId(row.getString("account_id")),
                                row.getString("domain_name")),
                        Columns.instant(row, "paid_until")))
                .list());
        for (Live one : live) {
            JsonNode there = held.remove(one.name());
            String expected = there == null ? "free" : expected(one, there);
            if (!expected.equals(one.status())
                    && !justNow(one)
                    && !(there == null ? justLapsed(one) : justDeleted(there))) {
                broken.add(one.name() + ": is " + one.status() + " and should be " + expected);
            }
        }
        held.keySet().forEach(name -> broken.add(name + ": held at its registry, and nobody here knows"));
    }

    /** A change of today is seen tomorrow. */
    private boolean justNow(Live live) {
        return Duration.between(live.paidUntil(), now).abs().compareTo(SEEN) < 0;
    }

    private boolean seenLately(Instant changed) {
        return Duration.between(changed, now)
                        .abs()
                        .compareTo(SEEN.plus(pace.settings().sweep().often()))
                < 0;
    }

    private Extension extension(String name) {
        return world.registrar().catalog().find(DomainName.of(name)).orElseThrow();
    }

    /** A registry need not tell that it has freed a name which it let lapse: that is seen when it is read. */
    private boolean justLapsed(Live live) {
        return seenLately(LifeTerm.lapses(live.paidUntil(), extension(live.name())));
    }

    /** Nor that it has deleted one by itself, or that one can no longer be restored. */
    private boolean justDeleted(JsonNode there) {
        String name = there.path("name").asString();
        JsonNode ends = world.control()
                .send("GET", "/registries/" + world.registryOf(name) + "/domains/" + name, null)
                .at("/domain/deletion/redemptionEnds");
        if (!ends.isString()) {
            return false;
        }
        Instant redemptionEnds = Instant.parse(ends.asString());
        Duration redemption = Duration.ofDays(extension(name).grace().redemptionDays());
        return seenLately(redemptionEnds) || seenLately(redemptionEnds.minus(redemption));
    }

    private String expected(Live live, JsonNode there) {
        Set<String> statuses =
                Set.copyOf(StreamSupport.stream(there.path("statuses").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList());
        if (statuses.contains("pendingDelete")) {
            String registry = world.registryOf(live.name());
            JsonNode grace = world.control()
                    .send("GET", "/registries/" + registry + "/domains/" + live.name(), null)
                    .path("grace");
            return grace.toString().contains("redemptionPeriod") ? "redemption_period" : "pending_delete";
        }
        boolean unverified = read(tx -> tx.sql()
                .sql(
                        "SELECT 'verification' = ANY(holds) FROM registration WHERE domain_name = :name AND ended_at IS NULL")
                .param("name", live.name())
                .query(Boolean.class)
                .single());
        if (unverified && statuses.contains("clientHold")) {
            return "suspended";
        }
        return now.isBefore(live.paidUntil()) ? "active" : "expired";
    }

    /** Names whose stories tell why a rule is broken. */
    List<String> suspects() {
        return Stream.concat(broken.stream().map(rule -> rule.replaceFirst(":.*", "")), suspects.stream())
                .distinct()
                .toList();
    }

    /** All that is in the books about a name, oldest first: for whoever looks into a rule that is broken. */
    List<String> story(String name) {
        return read(
                tx -> tx.sql().sql("""
                        SELECT to_char(at, 'YYYY-MM-DD HH24:MI ') || line FROM (
                            SELECT created_at AS at, 0 AS rank, 'begins ' || kind || ' ' || data AS line
                            FROM workflow WHERE subject = :name
                            UNION ALL SELECT updated_at, 2, 'ends ' || kind || ' ' || state || coalesce(' ' || error_code, '')
                            FROM workflow WHERE subject = :name
                            UNION ALL SELECT at, 1, 'books ' || kind || ' ' || amount FROM ledger_transfer WHERE subject = :name
                            UNION ALL SELECT created_at, 3, 'tells ' || kind FROM notice WHERE subject = :name) told
                        ORDER BY at, rank
                        """).param("name", name).query(String.class).list());
    }

    Counts counts() {
        return new Counts(
                count("registration", "succeeded"),
                count("renewal", "succeeded"),
                count("renewal", "failed") + number("SELECT count(*) FROM renewal_try WHERE workflow_id IS NULL"),
                count("deletion", "succeeded"),
                count("restore", "succeeded"),
                number("SELECT count(*) FROM notice"),
                world.faultHits(),
                lostWhileAway);
    }

    private long count(String kind, String state) {
        return number("SELECT count(*) FROM workflow WHERE kind = '" + kind + "' AND state = '" + state + "'");
    }

    private long number(String sql) {
        return read(tx -> tx.sql().sql(sql).query(Long.class).single());
    }
}
