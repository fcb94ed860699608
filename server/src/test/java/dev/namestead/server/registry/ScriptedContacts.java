package dev.namestead.server.registry;

import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The contact objects of a {@link ScriptedRegistry}, under its lock: of each its e-mail address. */
final class ScriptedContacts {
    private final Map<String, String> emails = new HashMap<>();

    Set<String> ids() {
        return Set.copyOf(emails.keySet());
    }

    String email(String id) {
        return emails.get(id);
    }

    RegistryAnswer<Done> create(CreateContact command) {
        return emails.putIfAbsent(command.id(), command.contact().email()) == null
                ? done()
                : new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists");
    }

    RegistryAnswer<Done> update(UpdateContact command) {
        return emails.replace(command.id(), command.email()) != null ? done() : noSuchObject();
    }

    RegistryAnswer<Done> delete(String id) {
        return emails.remove(id) != null ? done() : noSuchObject();
    }

    private static RegistryAnswer<Done> done() {
        return new Completed<>(Done.DONE, "SV");
    }

    private static RegistryAnswer<Done> noSuchObject() {
        return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
    }
}
