package dev.namestead.server.api.registrar;

import dev.namestead.api.VerificationResource;
import dev.namestead.server.addressbook.ContactRules;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.AddressWorkflow;
import dev.namestead.server.lifecycle.ChangeAddress;
import dev.namestead.server.lifecycle.HolderVerification;
import java.util.Locale;

/** Whether a name's holder has confirmed his data, and the question sent again, or elsewhere; ours, beside the contract. */
final class VerificationEndpoints {
    private final HolderVerification holders;
    private final ChangeAddress changeAddress;
    private final WorkflowAnswers answers;

    VerificationEndpoints(HolderVerification holders, ChangeAddress changeAddress, WorkflowAnswers answers) {
        this.holders = holders;
        this.changeAddress = changeAddress;
        this.answers = answers;
    }

    Answer get(Call call) {
        return answer(holders.look(call.account(), Names.inPath(call)));
    }

    Answer resend(Call call) {
        return answer(holders.resend(call.actor(), call.account(), Names.inPath(call)));
    }

    Answer changeAddress(Call call) {
        DomainName name = Names.inPath(call);
        String email = call.body().only("email").requiredText("email");
        ContactRules.requireEmail(email, "/email");
        return answers.answer(call, changeAddress.accept(call.actor(), call.account(), name, email), 200);
    }

    /** How far the latest change of the address is. */
    Answer status(Call call) {
        return answers.latest(call, AddressWorkflow.KIND);
    }

    private static Answer answer(HolderVerification.View view) {
        return Answer.ok(new VerificationResource(
                view.state().name().toLowerCase(Locale.ROOT), view.sentTo(), view.confirmBy(), view.verifiedAt()));
    }
}
