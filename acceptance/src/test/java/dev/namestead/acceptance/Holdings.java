package dev.namestead.acceptance;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the sandbox registries hold for the registrar, by their own word: by registry, then by name. */
record Holdings(Map<String, Map<String, Holding>> byRegistry) {
    private static final List<String> REGISTRIES = List.of("thick", "thin");

    /** A name at its registry; without a date of expiry while its create is pending. */
    record Holding(Instant created, Instant expires, Set<String> statuses) {
        private static Holding of(JsonNode line) {
            var statuses = new HashSet<String>();
            line.path("statuses").forEach(status -> statuses.add(status.asString()));
            String expires = line.path("expires").asString("");
            return new Holding(
                    Instant.parse(line.path("created").asString()),
                    expires.isEmpty() ? null : Instant.parse(expires),
                    Set.copyOf(statuses));
        }
    }

    /** Asks at the control address that {@code sandbox.env} or {@code sandbox-registries.env} names. */
    static Holdings read(Variables variables) {
        var control = new Api(
                URI.create(variables.get("SANDBOX_CONTROL_URL")), Api.bearer(variables.get("SANDBOX_CONTROL_TOKEN")));
        var all = new HashMap<String, Map<String, Holding>>();
        for (String registry : REGISTRIES) {
            String us = variables.get("EPP_" + registry.toUpperCase(java.util.Locale.ROOT) + "_USER");
            Answer answer = control.get("/registries/" + registry + "/holdings?sponsor=" + us)
                    .expect(200);
            var names = new HashMap<String, Holding>();
            StreamSupport.stream(answer.json().path("holdings").spliterator(), false)
                    .forEach(line -> names.put(line.path("name").asString(), Holding.of(line)));
            all.put(registry, names);
        }
        return new Holdings(all);
    }
}
