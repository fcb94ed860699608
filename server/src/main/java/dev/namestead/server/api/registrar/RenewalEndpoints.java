package dev.namestead.server.api.registrar;

import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.lifecycle.RenewRegistration;
import dev.namestead.server.lifecycle.RenewRequest;
import dev.namestead.server.lifecycle.RenewalWorkflow;

/** Renewals and how far they are; ours, beside the contract and in its style. */
final class RenewalEndpoints {
    private final RenewRegistration renew;
    private final WorkflowAnswers answers;
    private final RegistrationBody bodies = new RegistrationBody();

    RenewalEndpoints(RenewRegistration renew, WorkflowAnswers answers) {
        this.renew = renew;
        this.answers = answers;
    }

    Answer renew(Call call) {
        RenewRequest request = bodies.renew(Names.inPath(call), call.body());
        return answers.answer(call, renew.accept(call.actor(), call.account(), request), 200);
    }

    Answer status(Call call) {
        return answers.latest(call, RenewalWorkflow.KIND);
    }
}
