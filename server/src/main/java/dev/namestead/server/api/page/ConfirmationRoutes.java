package dev.namestead.server.api.page;

import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.registration.Confirmation;
import dev.namestead.server.registration.Confirmations;
import dev.namestead.server.registration.Confirmations.Page;
import java.util.List;
import java.util.Optional;

/**
 * Where a registrant confirms a registration. Looking changes nothing, because mail scanners follow links; the button does, once.
 */
public final class ConfirmationRoutes {
    private static final String PATH = "/confirmations/{secret}";

    private final Confirmations confirmations;

    private ConfirmationRoutes(Confirmations confirmations) {
        this.confirmations = confirmations;
    }

    public static List<Route> of(Confirmations confirmations) {
        ConfirmationRoutes pages = new ConfirmationRoutes(confirmations);
        return Html.routes(PATH, pages::look, pages::confirm);
    }

    private Answer look(Call call) {
        return page(confirmations.look(call.parameter("secret")));
    }

    private Answer confirm(Call call) {
        return page(confirmations.confirm(call.parameter("secret"), call.requestId()));
    }

    private static Answer page(Optional<Page> found) {
        if (found.isEmpty()) {
            return Html.answer(404, "No such confirmation", "<p>This link is not known. Was it copied whole?</p>\n");
        }
        Confirmation confirmation = found.get().confirmation();
        String name = Html.escape(confirmation.domainName());
        return switch (found.get().state()) {
            case OPEN ->
                Html.answer(200, "Confirm the registration of " + confirmation.domainName(), """
                    <p>Somebody asked us to register <strong>%s</strong> with you as its holder, at %s.
                    If that is your wish, press the button. Otherwise do nothing: without you it is not registered.</p>
                    <form method="post"><button type="submit">Yes, register %s</button></form>
                    """.formatted(
                                name, Html.escape(confirmation.maskedEmail()), name));
            case CONFIRMED ->
                Html.answer(
                        200,
                        "Confirmed",
                        "<p>Thank you. The registration of <strong>" + name
                                + "</strong> goes on; there is nothing more to do.</p>\n");
            case EXPIRED ->
                Html.answer(
                        410,
                        "Too late",
                        "<p>The registration of <strong>" + name
                                + "</strong> no longer waits for you. Nothing was registered by this link.</p>\n");
        };
    }
}
