package dev.namestead.server.simulation;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Database;
import dev.namestead.server.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** What must hold, whatever goes wrong: the rules of ARCHITECTURE.md, asked of the database, the registries and the provider. */
final class SafetyRules {
    private final Database truth;
    private final List<SimulatedRegistry> registries;
    private final SimulatedPayments payments;

    SafetyRules(Database truth, List<SimulatedRegistry> registries, SimulatedPayments payments) {
        this.truth = truth;
        this.registries = registries;
        this.payments = payments;
    }

    /** A workflow with everything that hangs on it. */
    private record Row(
            UUID id,
            String account,
            String kind,
            String name,
            String state,
            List<String> ledger,
            String payment,
            boolean accepted,
            boolean live,
            boolean registered,
            boolean locked,
            boolean secret,
            int years) {
        boolean registration() {
            return kind.equals("registration");
        }

        boolean renewal() {
            return kind.equals("renewal");
        }

        boolean succeeded() {
            return state.equals("succeeded");
        }

        boolean failed() {
            return state.equals("failed");
        }

        boolean open() {
            return !succeeded() && !failed();
        }
    }

    private static final String ROWS = """
            SELECT w.id, w.account_id, w.kind, w.subject, w.state,
                   ARRAY(SELECT l.kind FROM ledger_transfer l WHERE l.workflow_id = w.id ORDER BY l.number) AS ledger,
                   coalesce((SELECT p.state FROM payment p
                             WHERE p.account_id = w.account_id AND p.workflow_id = w.id), 'none') AS payment,
                   r.id IS NOT NULL AS accepted, r.id IS NOT NULL AND r.ended_at IS NULL AS live,
                   coalesce(r.registered, false) AS registered, coalesce(r.locked, false) AS locked,
                   EXISTS (SELECT 1 FROM registry_intent i
                           WHERE i.workflow_id = w.id AND i.auth_info IS NOT NULL) AS secret,
                   coalesce((SELECT n.years FROM renewal n
                             WHERE n.account_id = w.account_id AND n.workflow_id = w.id), 0) AS years
            FROM workflow w LEFT JOIN registration r ON r.workflow_id = w.id
            WHERE w.subject = ANY (:names) ORDER BY w.number
            """;

    /** What is broken at any moment of a run. */
    List<String> always(Collection<String> names) {
        return check(names, Set.of(), false);
    }

    /** What is broken at its end, when everything has come to rest. */
    List<String> atTheEnd(Collection<String> names, Set<WorkflowId> acknowledged) {
        return check(names, acknowledged, true);
    }

    private List<String> check(Collection<String> names, Set<WorkflowId> acknowledged, boolean end) {
        List<Row> rows = truth.read(tx -> tx.sql()
                .sql(ROWS)
                .param("names", Columns.textArray(names))
                .query((row, _) -> row(row))
                .list());
        List<String> broken = new ArrayList<>();
        for (Row row : rows) {
            if (row.registration() || row.renewal()) {
                money(row, broken);
            }
            if (end && row.open()) {
                broken.add("ended: " + row.kind() + " of " + row.name() + " is still " + row.state());
            }
            if (end && row.registration() && row.secret()) {
                broken.add("secretsAreCleared: " + row.name() + " " + row.state());
            }
        }
        for (String name : names) {
            object(name, rows, broken, end);
        }
        if (end) {
            Set<UUID> known = new TreeSet<>();
            rows.forEach(row -> known.add(row.id()));
            acknowledged.stream()
                    .filter(id -> !known.contains(id.value()))
                    .forEach(id -> broken.add("acknowledgedIsKept: an accepted request has no workflow"));
            audit(names, rows, broken);
            slots(broken);
        }
        return broken;
    }

    /** Set aside with the acceptance, posted with the success, voided with the failure, taken once and only for a success. */
    private void money(Row row, List<String> broken) {
        int taken = payments.taken(row.id().toString());
        Set<String> kinds = new TreeSet<>(row.ledger());
        String about = row.name() + " " + row.state() + ", ledger " + row.ledger() + ", payment " + row.payment()
                + ", taken " + taken + " times";
        if (taken > 1) {
            broken.add("capturedAtMostOnce: " + about);
        }
        if (row.failed() && taken > 0) {
            broken.add("failedIsNotCharged: " + about);
        }
        Set<String> wanted = row.failed()
                ? row.accepted() || row.renewal() ? Set.of("hold", "void") : Set.of()
                : row.succeeded()
                        ? taken == 1 ? Set.of("hold", "post", "cost", "capture") : Set.of("hold", "post", "cost")
                        : kinds;
        // A payment that is taken late may be taken, and its answer lost.
        boolean late = row.succeeded() && row.payment().startsWith("authoris");
        if (late) {
            kinds.remove("capture");
            wanted = Set.of("hold", "post", "cost");
        }
        if (!kinds.equals(wanted) || kinds.size() != row.ledger().size()) {
            broken.add("ledgerTellsTheOutcome: " + about);
        }
        if (row.succeeded() && taken == 0 && !late && !row.payment().equals("capture_failed")) {
            broken.add("successIsPaidOrOwed: " + about);
        }
        if (row.open() && (!kinds.contains("hold") || kinds.contains("void"))) {
            broken.add("openHasItsHold: " + about);
        }
        if (taken > 0 && !kinds.contains("post")) {
            broken.add("takenOnlyIfSold: " + about);
        }
    }

    /** At most one object, and ours only where somebody here has it or is about to. */
    private void object(String name, List<Row> rows, List<String> broken, boolean end) {
        List<Row> live = rows.stream()
                .filter(row -> row.registration() && row.name().equals(name) && row.live())
                .toList();
        boolean ours = registries.stream().anyMatch(registry -> registry.ours().contains(name));
        int made = registries.stream().mapToInt(registry -> registry.made(name)).sum();
        if (made > 1) {
            broken.add("createdAtMostOnce: " + name + " " + made + " times");
        }
        if (live.size() > 1) {
            broken.add("oneReservation: " + name + " has " + live.size());
        }
        if (ours && live.isEmpty()) {
            broken.add("neverFailedWhileTheRegistryHoldsIt: " + name + " is ours, and nobody here has it");
        }
        if (!end) {
            return;
        }
        boolean succeeded = live.stream().anyMatch(Row::succeeded);
        if (ours != succeeded) {
            broken.add("registryHoldsWhatSucceeded: " + name + (ours ? " is" : " is not") + " ours");
        }
        live.stream()
                .filter(row -> row.succeeded() && !row.registered())
                .forEach(row -> broken.add("succeededIsRegistered: " + name));
        int sold = rows.stream()
                .filter(row -> row.renewal() && row.name().equals(name) && row.succeeded())
                .mapToInt(Row::years)
                .sum();
        int renewed = registries.stream()
                .mapToInt(registry -> registry.renewedYears(name))
                .sum();
        if (sold != renewed) {
            broken.add("renewedAsSold: " + name + " is renewed for " + renewed + " years, sold were " + sold);
        }
        // Locked there and not said so here may be, where the lock was given up for want of an answer; the other way is
        // a lie.
        for (SimulatedRegistry registry : registries) {
            boolean overtaken = registry.unheardUpdate(name);
            boolean locked = registry.ours().contains(name) && registry.locked(name);
            if (succeeded && registry.ours().contains(name) && live.getFirst().locked() && !locked && !overtaken) {
                broken.add("lockedIsLocked: " + name + " is not locked there");
            }
        }
    }

    private void audit(Collection<String> names, List<Row> rows, List<String> broken) {
        Map<String, Long> written = new TreeMap<>();
        truth.read(tx -> tx.sql()
                .sql(
                        "SELECT subject || ' ' || action, count(*) FROM audit_entry WHERE subject = ANY (:names) GROUP BY 1")
                .param("names", Columns.textArray(names))
                .query((row, _) -> written.put(row.getString(1), row.getLong(2)))
                .list());
        Map<String, Long> wanted = new TreeMap<>();
        for (Row row : rows) {
            for (String action : actions(row)) {
                wanted.merge(row.name() + " " + action, 1L, Long::sum);
            }
        }
        written.keySet().removeIf(key -> key.endsWith(" registration.confirm") || key.contains(" payment."));
        if (!written.equals(wanted)) {
            broken.add("everyMutationIsAudited: " + written + ", not " + wanted);
        }
    }

    private static List<String> actions(Row row) {
        if (row.renewal()) {
            return List.of(
                    "registration.renew", row.failed() ? "registration.renew_fail" : "registration.renew_succeed");
        }
        if (!row.registration()) {
            return row.failed()
                    ? List.of("registration.update", "registration.update_fail")
                    : List.of("registration.update");
        }
        if (!row.accepted()) {
            return List.of("registration.refuse");
        }
        return row.failed()
                ? List.of("registration.accept", "registration.fail")
                : List.of("registration.accept", "registration.succeed");
    }

    /** Each account's places are those of its live registrations. */
    private void slots(List<String> broken) {
        List<AccountId> wrong = truth.read(tx -> tx.sql()
                .sql("""
                        SELECT account_id FROM account a
                        WHERE domain_count <> (SELECT count(*) FROM registration r
                                               WHERE r.account_id = a.account_id AND r.ended_at IS NULL)
                        """)
                .query((row, _) -> new AccountId(row.getString("account_id")))
                .list());
        if (!wrong.isEmpty()) {
            broken.add("placesAreLiveRegistrations: not of " + wrong.size() + " accounts");
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("account_id"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("state"),
                Columns.textList(row, "ledger"),
                row.getString("payment"),
                row.getBoolean("accepted"),
                row.getBoolean("live"),
                row.getBoolean("registered"),
                row.getBoolean("locked"),
                row.getBoolean("secret"),
                row.getInt("years"));
    }
}
