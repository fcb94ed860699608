package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.Lives.Away;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Holds what holders were told against the rules:
 *
 * <pre>
 *   about an expiry          in its window, and not after its renewal
 *   the price of a renewal   a day before we charge it, but on the last day
 *   a failed try             each, once
 *   his data                 each year
 * </pre>
 */
final class NoticeJudge {
    private static final Duration DAY = Duration.ofDays(1);

    private final LifeWorld world;
    private final Pace pace;
    private final List<Away> absences;
    private final List<String> broken = new ArrayList<>();
    private final Instant now;

    NoticeJudge(LifeWorld world, Pace pace, List<Away> absences) {
        this.world = world;
        this.pace = pace;
        this.absences = List.copyOf(absences);
        this.now = read(Tx::businessNow);
    }

    private <T> T read(Function<Tx, T> work) {
        return world.registrar().database().read(work);
    }

    /** Each rule that is broken, with the name. */
    List<String> broken() {
        expiries();
        prices();
        failures();
        reminders();
        return List.copyOf(broken);
    }

    /** By registration and mark. */
    private Map<String, Instant> told() {
        Map<String, Instant> told = new HashMap<>();
        read(tx -> tx.sql()
                .sql("SELECT about, mark, created_at FROM notice WHERE mark IS NOT NULL")
                .query((row, _) -> told.put(
                        row.getString("about") + " " + row.getString("mark"), Columns.instant(row, "created_at")))
                .list());
        return told;
    }

    private boolean isAway(Instant from, Instant to) {
        return absences.stream()
                .anyMatch(one -> one.from().isBefore(to) && one.until().isAfter(from));
    }

    /** One term of a registration: until when it was paid, and from when until when that was so. */
    private record Term(UUID registration, String name, LocalDate end, Instant since, Instant until, boolean renewed) {}

    private void expiries() {
        Map<String, Instant> told = told();
        for (Term term : terms()) {
            Instant end = term.end().atStartOfDay(ZoneOffset.UTC).toInstant();
            window(term, told, "expiry_month", end.minus(Duration.ofDays(35)), end.minus(Duration.ofDays(26)));
            window(term, told, "expiry_week", end.minus(Duration.ofDays(10)), end.minus(Duration.ofDays(4)));
            window(term, told, "expired", end, end.plus(Duration.ofDays(5)));
        }
    }

    /** Told exactly where the term was open for the whole of the window, and only in it, unless nobody was there. */
    private void window(Term term, Map<String, Instant> told, String kind, Instant from, Instant to) {
        Instant at = told.get(term.registration() + " " + kind + ":" + term.end());
        boolean away = isAway(from, to);
        boolean open = term.since().isBefore(from) && term.until().isAfter(to) && now.isAfter(to);
        if (at == null) {
            if (open && !away) {
                broken.add(term.name() + ": nobody told " + kind + " of " + term.end());
            }
            return;
        }
        if (!away
                && (at.isBefore(from) || at.isAfter(to.plus(DAY)))
                && term.since().isBefore(from)) {
            broken.add(term.name() + ": told " + kind + " of " + term.end() + " at " + at);
        }
        if (term.renewed() && at.isAfter(term.until())) {
            broken.add(term.name() + ": told " + kind + " of " + term.end() + " after its renewal of " + term.until());
        }
    }

    /** Of names that were never deleted: those that were renewed, and the last one, where no deletion has taken its renewal back. */
    private List<Term> terms() {
        List<Term> terms = new ArrayList<>(read(tx -> tx.sql()
                .sql("""
                        SELECT n.registration_id, n.domain_name, n.from_date, w.updated_at AS until,
                               coalesce(lag(w.updated_at) OVER (PARTITION BY n.registration_id ORDER BY w.number), r.created_at) AS since
                        FROM renewal n
                        JOIN workflow w ON w.id = n.workflow_id AND w.kind = 'renewal' AND w.state = 'succeeded'
                        JOIN registration r ON r.id = n.registration_id
                        WHERE NOT n.voided AND NOT EXISTS (SELECT FROM deletion d WHERE d.registration_id = n.registration_id)
                        """)
                .query((row, _) -> new Term(
                        row.getObject("registration_id", UUID.class),
                        row.getString("domain_name"),
                        row.getDate("from_date").toLocalDate(),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "until"),
                        true))
                .list()));
        terms.addAll(read(tx -> tx.sql()
                .sql("""
                        SELECT r.id, r.domain_name, r.paid_until, coalesce((
                                   SELECT max(w.updated_at) FROM renewal n
                                   JOIN workflow w ON w.id = n.workflow_id AND w.state = 'succeeded'
                                   WHERE n.registration_id = r.id AND NOT n.voided), r.created_at) AS since,
                               coalesce((SELECT min(d.deleted_at) FROM deletion d WHERE d.registration_id = r.id),
                                        r.ended_at, business_now()) AS until
                        FROM registration r
                        WHERE r.registered AND NOT EXISTS (
                            SELECT FROM workflow w WHERE w.subject = r.domain_name AND w.kind = 'restore' AND w.state = 'succeeded')
                          AND NOT EXISTS (
                            SELECT FROM deletion d WHERE d.registration_id = r.id AND d.deleted_at < r.paid_until)
                          AND NOT EXISTS (
                            SELECT FROM renewal n JOIN workflow w ON w.id = n.workflow_id AND w.state = 'succeeded'
                            WHERE n.registration_id = r.id AND n.voided AND n.from_date = CAST(r.paid_until AS date))
                        """)
                .query((row, _) -> new Term(
                        row.getObject("id", UUID.class),
                        row.getString("domain_name"),
                        RenewalPlan.date(Columns.instant(row, "paid_until")),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "until"),
                        false))
                .list()));
        return terms;
    }

    /** A renewal that was charged without being asked for. */
    private record Automatic(UUID registration, String name, Instant end, long price, Instant begun) {}

    private void prices() {
        Map<String, Instant> told = told();
        read(tx -> tx.sql()
                        .sql("""
                                SELECT n.registration_id, n.domain_name, CAST(w.data->>'paidUntil' AS timestamptz) AS paid_until,
                                       (w.data->>'priceMinor')::bigint AS price, w.created_at
                                FROM renewal n JOIN workflow w ON w.id = n.workflow_id AND w.kind = 'renewal' AND w.state = 'succeeded'
                                WHERE (w.data->>'automatic')::boolean
                                """)
                        .query((row, _) -> new Automatic(
                                row.getObject("registration_id", UUID.class),
                                row.getString("domain_name"),
                                Columns.instant(row, "paid_until"),
                                row.getLong("price"),
                                Columns.instant(row, "created_at")))
                        .list())
                .forEach(renewal -> price(renewal, told));
    }

    private void price(Automatic renewal, Map<String, Instant> told) {
        String mark = LifeNotice.PRICE.wire() + ":" + RenewalPlan.date(renewal.end()) + ":" + renewal.price();
        Instant at = told.get(renewal.registration() + " " + mark);
        Instant lost = LifeTerm.of(
                        renewal.end(),
                        world.registrar()
                                .catalog()
                                .find(DomainName.of(renewal.name()))
                                .orElseThrow(),
                        pace.settings().expiry())
                .lost();
        Duration lead = pace.settings().autoRenew().lead();
        boolean lastDay = isWithin(renewal.begun(), renewal.end().minus(lead), renewal.end())
                || isWithin(renewal.begun(), lost.minus(lead), lost);
        if (at == null || at.isAfter(lastDay ? renewal.begun() : renewal.begun().minus(lead))) {
            broken.add(renewal.name() + ": renewed at " + renewal.begun() + " and its price was told "
                    + (at == null ? "never" : at));
        }
    }

    private static boolean isWithin(Instant instant, Instant from, Instant to) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }

    private void failures() {
        read(tx -> tx.sql().sql("""
                                WITH told AS (SELECT subject AS name, count(*) AS n FROM notice WHERE kind = 'renewal_failed' GROUP BY 1),
                                tried AS (
                                    SELECT name, count(*) AS n FROM (
                                        SELECT subject AS name FROM workflow
                                        WHERE kind = 'renewal' AND state = 'failed' AND (data->>'automatic')::boolean
                                        UNION ALL
                                        SELECT r.domain_name FROM renewal_try t JOIN registration r ON r.id = t.registration_id
                                        WHERE t.workflow_id IS NULL) failed GROUP BY 1)
                                SELECT coalesce(told.name, tried.name) || ': ' || coalesce(tried.n, 0) || ' renewals failed, and '
                                       || coalesce(told.n, 0) || ' were told'
                                FROM told FULL JOIN tried ON tried.name = told.name
                                WHERE coalesce(told.n, 0) <> coalesce(tried.n, 0)
                                """).query(String.class).list()).forEach(broken::add);
    }

    /** Of names that were never deleted and that somebody looked after on the day. */
    private void reminders() {
        Map<String, Instant> told = told();
        read(tx -> tx.sql()
                        .sql("""
                                SELECT r.id, r.domain_name, r.created_at, coalesce(r.ended_at, business_now()) AS until
                                FROM registration r
                                WHERE r.registered AND NOT EXISTS (SELECT FROM deletion d WHERE d.registration_id = r.id)
                                  AND NOT 'pendingDelete' = ANY(r.statuses) AND r.ended_at IS NULL
                                """)
                        .query((row, _) -> new Term(
                                row.getObject("id", UUID.class),
                                row.getString("domain_name"),
                                RenewalPlan.date(Columns.instant(row, "until")),
                                Columns.instant(row, "created_at"),
                                Columns.instant(row, "until"),
                                false))
                        .list())
                .forEach(held -> reminded(held, told));
    }

    private void reminded(Term held, Map<String, Instant> told) {
        for (int years = 1; ; years++) {
            Instant day = held.since().atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
            if (!day.plus(DAY).isBefore(held.until())) {
                return;
            }
            Instant at = told.get(held.registration() + " " + LifeNotice.DATA.wire() + ":" + RenewalPlan.date(day));
            if (!isAway(day, day.plus(DAY)) && (at == null || at.isBefore(day) || at.isAfter(day.plus(DAY)))) {
                broken.add(held.name() + ": its data of " + day + " were told " + (at == null ? "never" : at));
            }
        }
    }
}
