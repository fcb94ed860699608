package dev.namestead.server.api.registrar;

import dev.namestead.api.HistoryEntryResource;
import dev.namestead.api.Json;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.history.Histories;
import dev.namestead.server.history.HistoryEntry;
import dev.namestead.server.history.HistoryEntry.Audited;
import dev.namestead.server.history.HistoryEntry.Booked;
import dev.namestead.server.history.HistoryEntry.Framed;
import dev.namestead.server.history.HistoryEntry.Moved;
import dev.namestead.server.history.HistoryEntry.Told;
import dev.namestead.server.history.HistoryEntry.Written;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** What happened to a name, on one line of time; ours, beside the contract. Oldest first. */
final class HistoryEndpoint {
    private static final int DEFAULT_MOST = 200;
    private static final int MOST = 1_000;

    private final Histories histories;

    HistoryEndpoint(Histories histories) {
        this.histories = histories;
    }

    Answer list(Call call) {
        int most = call.query().integer("limit", 1, MOST, DEFAULT_MOST);
        return histories
                .of(call.account(), Names.inPath(call), most)
                .map(entries -> Answer.ok(
                        entries.stream().map(HistoryEndpoint::resource).toList()))
                .orElseThrow(Names::notFound);
    }

    private static HistoryEntryResource resource(HistoryEntry entry) {
        return switch (entry) {
            case Audited audited -> audited(audited);
            case Moved moved ->
                of(
                        entry,
                        "workflow_step",
                        fields(
                                "workflow", moved.workflow(),
                                "workflow_id", moved.workflowId(),
                                "step", moved.step(),
                                "undoing", moved.undoing() ? true : null,
                                "state", moved.state(),
                                "error_code", moved.errorCode()));
            case Framed framed ->
                of(
                        entry,
                        "epp_frame",
                        fields(
                                "registry", framed.registry(),
                                "direction", framed.direction(),
                                "cl_trid", framed.clTrid(),
                                "sent_at", framed.realAt().toString(),
                                "xml", framed.xml()));
            case Booked booked ->
                of(
                        entry,
                        "ledger_entry",
                        fields(
                                "kind", booked.kind(),
                                "amount", booked.amount().decimal(),
                                "currency", booked.amount().currency().getCurrencyCode(),
                                "description", booked.bought()));
            case Written written ->
                of(
                        entry,
                        "mail",
                        fields(
                                "kind", written.kind(),
                                "to", written.recipient(),
                                "subject", written.title(),
                                "state", written.state()));
            case Told told ->
                of(
                        entry,
                        "registry_message",
                        fields("registry", told.registry(), "message_id", told.messageId(), "text", told.text()));
        };
    }

    private static HistoryEntryResource audited(Audited audited) {
        boolean system = audited.actorKind().equals("system");
        Map<String, Object> details = Json.mapper().readValue(audited.detailsJson(), new TypeReference<>() {});
        return of(
                audited,
                system ? "decision" : "api_call",
                fields(
                        "action",
                        audited.action(),
                        "actor",
                        audited.actorKind() + ":" + audited.actorId(),
                        "request_id",
                        system ? null : audited.requestId(),
                        "details",
                        details.isEmpty() ? null : details));
    }

    private static HistoryEntryResource of(HistoryEntry entry, String type, Map<String, Object> details) {
        return new HistoryEntryResource(entry.at(), type, details);
    }

    /** Names and values by turns; without those that are absent. */
    private static Map<String, Object> fields(@Nullable Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                fields.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return fields;
    }
}
