package dev.namestead.sandbox;

import dev.namestead.sandbox.SandboxConfig.Registrar;
import dev.namestead.sandbox.registry.Registry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The registrars' ids, and their passwords at each registry as they are when the sandbox starts. A login with {@code newPW}
 * changes the one at its registry.
 *
 * @param registrar our id
 * @param passwords ours, by registry id
 * @param other the id of the registrar that takes names away
 * @param otherPasswords its, by registry id
 */
public record Logins(
        String registrar, Map<String, String> passwords, String other, Map<String, String> otherPasswords) {
    public Logins {
        passwords = Map.copyOf(passwords);
        otherPasswords = Map.copyOf(otherPasswords);
    }

    @Override
    public String toString() {
        return "Logins[registrar=" + registrar + ", other=" + other + "]";
    }

    /** Configured passwords win; else those of the last run; else new ones. */
    static Logins settle(List<Registrar> registrars, Collection<Registry> registries) {
        Registrar ours = registrars.getFirst();
        Registrar other = registrars.getLast();
        return new Logins(ours.id(), settle(ours, registries), other.id(), settle(other, registries));
    }

    private static Map<String, String> settle(Registrar registrar, Collection<Registry> registries) {
        Map<String, String> passwords = new LinkedHashMap<>();
        for (Registry registry : registries) {
            String kept = registry.state().password(registrar.id()).orElse(null);
            String configured = registrar.password();
            String settled = configured != null ? configured : kept != null ? kept : Secrets.password();
            if (!settled.equals(kept)) {
                registry.setPassword(registrar.id(), settled);
            }
            passwords.put(registry.profile().id(), settled);
        }
        return passwords;
    }
}
