package dev.namestead.server.api.registrar;

import dev.namestead.api.ResultInfo;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.ListKey;
import dev.namestead.server.registration.RegisterDomain;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registration.RegistrationOrder;
import dev.namestead.server.registration.RegistrationOrder.SortBy;
import dev.namestead.server.registration.RegistrationWorkflow;
import dev.namestead.server.registration.Registrations;
import dev.namestead.server.registration.UpdateRegistration;
import dev.namestead.server.registration.UpdateWorkflow;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registrations and their workflows (seed: "Registrations", "Registration Status", "Update Status"). */
final class RegistrationEndpoints {
    private static final int DEFAULT_PAGE = 20;
    private static final int LARGEST_PAGE = 50;

    private final RegisterDomain register;
    private final UpdateRegistration update;
    private final Registrations registrations;
    private final WorkflowAnswers answers;
    private final RegistrationBody bodies = new RegistrationBody();

    RegistrationEndpoints(
            RegisterDomain register, UpdateRegistration update, Registrations registrations, WorkflowAnswers answers) {
        this.register = register;
        this.update = update;
        this.registrations = registrations;
        this.answers = answers;
    }

    Answer create(Call call) {
        RegisterRequest request = bodies.create(call.body());
        return answers.answer(call, register.accept(call.actor(), call.account(), request), 201);
    }

    Answer edit(Call call) {
        DomainName name = Names.inPath(call);
        RegistrationChange change = bodies.edit(call.body());
        return answers.answer(call, update.accept(call.actor(), call.account(), name, change), 200);
    }

    Answer get(Call call) {
        return registrations
                .show(call.account(), Names.inPath(call))
                .map(shown -> Answer.ok(Resources.registration(shown)))
                .orElseThrow(Names::notFound);
    }

    Answer registrationStatus(Call call) {
        return answers.latest(call, RegistrationWorkflow.KIND);
    }

    Answer updateStatus(Call call) {
        return answers.latest(call, UpdateWorkflow.KIND);
    }

    Answer list(Call call) {
        int perPage = call.query().integer("per_page", 1, LARGEST_PAGE, DEFAULT_PAGE);
        SortBy by = call.query().choice("sort_by", List.of(SortBy.values()), SortBy::wire, SortBy.REGISTRY_CREATED_AT);
        boolean descending =
                call.query().choice("direction", List.of(false, true), desc -> desc ? "desc" : "asc", false);
        RegistrationOrder order = new RegistrationOrder(by, descending);
        String list = "registrations:" + by.wire() + ":" + (descending ? "desc" : "asc");
        ListKey after = Cursors.read(call.account(), list, call.query().text("cursor"))
                .map(RegistrationEndpoints::key)
                .orElse(null);
        Registrations.Read read = registrations.page(call.account(), order, after, perPage + 1);
        List<Registration> page = read.registrations().stream().limit(perPage).toList();
        boolean more = read.registrations().size() > perPage;
        String next = more ? Cursors.write(call.account(), list, place(order.keyOf(page.getLast()))) : "";
        return Answer.list(
                page.stream()
                        .map(registration -> Resources.registration(registration.summary(read.businessNow())))
                        .toList(),
                ResultInfo.ofCursor(page.size(), perPage, next));
    }

    private static Map<String, String> place(ListKey key) {
        Map<String, String> place = new HashMap<>(Map.of("n", key.name()));
        if (key.at() != null) {
            place.put("t", key.at().toString());
        }
        return place;
    }

    private static ListKey key(Map<String, String> place) {
        @Nullable String at = place.get("t");
        return new ListKey(at == null ? null : Instant.parse(at), place.getOrDefault("n", ""));
    }
}
