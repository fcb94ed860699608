package dev.namestead.server.api.sandbox;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.RegistryControlException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Passes requests on to the sandbox registries' control address: faults, what a registry holds, what was said to it. */
final class RegistryProxy {
    private final RegistryControl control;

    RegistryProxy(RegistryControl control) {
        this.control = control;
    }

    Answer outcomes(Call call) {
        return pass("GET", "/outcomes", null, 200);
    }

    Answer faults(Call call) {
        return pass("GET", "/faults", null, 200);
    }

    Answer addFault(Call call) {
        return pass("POST", "/faults", call.body().toMap(), 201);
    }

    Answer removeFaults(Call call) {
        return pass("DELETE", "/faults", null, 200);
    }

    Answer removeFault(Call call) {
        return pass("DELETE", "/faults/" + encoded(call, "fault"), null, 200);
    }

    Answer registries(Call call) {
        return pass("GET", "/registries", null, 200);
    }

    /** {@code domains} or {@code frames} of a registry. */
    Answer part(Call call) {
        String limit = call.query()
                .text("limit")
                .map(text -> "?limit=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .orElse("");
        return pass("GET", "/registries/" + encoded(call, "registry") + "/" + encoded(call, "part") + limit, null, 200);
    }

    Answer object(Call call) {
        return pass("GET", objectPath(call), null, 200);
    }

    /** Changes an object behind the registrar's back, as a registry may. */
    Answer arrange(Call call) {
        return pass("POST", objectPath(call), call.body().toMap(), 200);
    }

    private static String objectPath(Call call) {
        return "/registries/" + encoded(call, "registry") + "/" + encoded(call, "part") + "/" + encoded(call, "name");
    }

    private static String encoded(Call call, String parameter) {
        return URLEncoder.encode(call.parameter(parameter), StandardCharsets.UTF_8)
                .replace("+", "%20");
    }

    private Answer pass(String method, String path, @org.jspecify.annotations.Nullable Object body, int done) {
        return translated(() -> Answer.of(done, control.send(method, path, body)));
    }

    static Answer translated(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (RegistryControlException refused) {
            Refusal refusal = switch (refused.status()) {
                case 404 -> Refusal.NOT_FOUND;
                case 400, 405, 409, 413 -> Refusal.INVALID;
                default -> Refusal.UNAVAILABLE;
            };
            throw new RefusedException(refusal, refused.getMessage(), refused.pointer());
        }
    }
}
