package dev.namestead.server.lifecycle;

import dev.namestead.server.sandbox.RegistryControl;
import java.math.BigDecimal;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What registries have charged us. */
final class RegistryCharges {
    private final RegistryControl control;

    RegistryCharges(RegistryControl control) {
        this.control = control;
    }

    /** For all names of that registry, less what it gave back; in cents. */
    long of(String registry) {
        return StreamSupport.stream(
                        control.send("GET", "/registries/" + registry + "/accounts", null)
                                .path("accounts")
                                .spliterator(),
                        false)
                .filter(account -> account.path("registrar").asString().equals("namestead"))
                .mapToLong(account -> cents(account.path("charged")) - cents(account.path("credited")))
                .sum();
    }

    /** What is to be charged when the grace period of a year that it has added has passed; in cents. */
    long unbilled(String registry, String name) {
        return StreamSupport.stream(
                        control.send("GET", "/registries/" + registry + "/domains/" + name, null)
                                .path("domain")
                                .path("graces")
                                .spliterator(),
                        false)
                .filter(grace -> grace.path("unbilled").asBoolean(false))
                .mapToLong(grace -> cents(grace.path("charged")))
                .sum();
    }

    private static long cents(JsonNode decimal) {
        return new BigDecimal(decimal.asString()).movePointRight(2).longValueExact();
    }
}
