package dev.namestead.server.api.registrar;

import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.registration.CancelWorkflow;

/** Ends what has not been begun yet; ours, beside the contract. */
final class CancelEndpoint {
    private final CancelWorkflow cancel;
    private final WorkflowAnswers answers;

    CancelEndpoint(CancelWorkflow cancel, WorkflowAnswers answers) {
        this.cancel = cancel;
        this.answers = answers;
    }

    Answer cancel(Call call) {
        return answers.cancelled(call, cancel.accept(call.actor(), call.account(), Names.inPath(call)));
    }
}
