package dev.namestead.server.api.registrar;

import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.lifecycle.DeleteRegistration;
import dev.namestead.server.lifecycle.DeletionWorkflow;

/** Deletions and how far they are; ours, beside the contract and in its style. */
final class DeletionEndpoints {
    private final DeleteRegistration delete;
    private final WorkflowAnswers answers;

    DeletionEndpoints(DeleteRegistration delete, WorkflowAnswers answers) {
        this.delete = delete;
        this.answers = answers;
    }

    Answer delete(Call call) {
        return answers.answer(call, delete.accept(call.actor(), call.account(), Names.inPath(call)), 200);
    }

    Answer status(Call call) {
        return answers.latest(call, DeletionWorkflow.KIND);
    }
}
