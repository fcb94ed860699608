package dev.namestead.server.api.registrar;

import dev.namestead.api.VerificationResource;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.lifecycle.HolderVerification;
import java.util.Locale;

/** Whether a name's holder has confirmed his data, and the question sent again; ours, beside the contract. */
final class VerificationEndpoints {
    private final HolderVerification holders;

    VerificationEndpoints(HolderVerification holders) {
        this.holders = holders;
    }

    Answer get(Call call) {
        return answer(holders.look(call.account(), Names.inPath(call)));
    }

    Answer resend(Call call) {
        return answer(holders.resend(call.actor(), call.account(), Names.inPath(call)));
    }

    private static Answer answer(HolderVerification.View view) {
        return Answer.ok(new VerificationResource(
                view.state().name().toLowerCase(Locale.ROOT), view.sentTo(), view.confirmBy(), view.verifiedAt()));
    }
}
