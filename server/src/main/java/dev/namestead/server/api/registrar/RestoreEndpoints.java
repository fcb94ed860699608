package dev.namestead.server.api.registrar;

import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.RestoreRegistration;
import dev.namestead.server.lifecycle.RestoreWorkflow;
import java.util.Map;

/** Restores of deleted registrations and how far they are; ours, beside the contract and in its style. */
final class RestoreEndpoints {
    private final RestoreRegistration restore;
    private final WorkflowAnswers answers;
    private final RegistrationBody bodies = new RegistrationBody();

    RestoreEndpoints(RestoreRegistration restore, WorkflowAnswers answers) {
        this.restore = restore;
        this.answers = answers;
    }

    Answer restore(Call call) {
        DomainName name = Names.inPath(call);
        Map<String, Object> acknowledgements = bodies.restore(call.body());
        return answers.answer(call, restore.accept(call.actor(), call.account(), name, acknowledgements), 200);
    }

    Answer status(Call call) {
        return answers.latest(call, RestoreWorkflow.KIND);
    }
}
