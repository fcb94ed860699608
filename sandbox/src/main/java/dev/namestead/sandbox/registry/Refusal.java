package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import java.util.List;

/** A rule says no: the command changes nothing and is answered with this result. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final EppResultCode code;
    private final transient List<EppExtension> told;

    /** The reason is for people and ends up in the answer's message; what is told stands beside it. */
    Refusal(EppResultCode code, String reason, EppExtension... told) {
        super(code.text() + ": " + reason, null, false, false); // ordinary course of events, no stack trace
        this.code = code;
        this.told = List.of(told);
    }

    Answer answer() {
        Answer answer = Answer.of(EppResult.of(code, String.valueOf(getMessage())));
        for (EppExtension extension : told) {
            answer = answer.with(extension);
        }
        return answer;
    }
}
