package dev.namestead.server.api.page;

import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.verification.Verification;
import dev.namestead.server.verification.Verifications;
import java.util.List;
import java.util.Optional;

/** Where a holder confirms his data. Looking changes nothing, because mail scanners follow links; the button does. */
public final class VerificationRoutes {
    private static final String PATH = "/verifications/{secret}";

    private final Verifications verifications;

    private VerificationRoutes(Verifications verifications) {
        this.verifications = verifications;
    }

    public static List<Route> of(Verifications verifications) {
        VerificationRoutes pages = new VerificationRoutes(verifications);
        return Html.routes(PATH, pages::look, pages::confirm);
    }

    private Answer look(Call call) {
        return page(verifications.look(call.parameter("secret")));
    }

    private Answer confirm(Call call) {
        return page(verifications.confirm(call.parameter("secret"), call.requestId()));
    }

    private static Answer page(Optional<Verification> found) {
        if (found.isEmpty()) {
            return Html.answer(404, "No such question", "<p>This link is not known. Was it copied whole?</p>\n");
        }
        if (found.get().verified()) {
            return Html.answer(
                    200, "Confirmed", "<p>Thank you. Your data are confirmed; there is nothing more to do.</p>\n");
        }
        return Html.answer(
                200, "Confirm your data", """
                <p>We have sent you, at %s, the data that a domain name of yours rests on.
                If they are right, press the button. If they are not, please have them corrected.</p>
                <form method="post"><button type="submit">My data are right</button></form>
                """.formatted(Html.escape(found.get().maskedEmail())));
    }
}
