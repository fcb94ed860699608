package dev.namestead.server.registration;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Intent;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the contact objects that a thick registry wants, one for each set of data. Their ids are drawn and committed before the create
 * leaves, so that after a lost answer the object is known by its id. Undone by deleting them.
 */
final class ContactStep {
    private static final Logger LOG = LoggerFactory.getLogger(ContactStep.class);
    private static final String COMMAND = "contact:create";
    private static final int MOST_UNDOS = 8;

    private final Registries registries;
    private final IntentStore intents;

    ContactStep(Registries registries, IntentStore intents) {
        this.registries = registries;
        this.intents = intents;
    }

    StepResult<RegistrationData> run(StepContext<RegistrationData> context) {
        RegistrationData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        if (!registry.thick()) {
            return StepResult.done(data);
        }
        Map<Contact, String> made = new LinkedHashMap<>();
        Map<ContactRole, String> ids = new EnumMap<>(ContactRole.class);
        for (Map.Entry<ContactRole, Contact> entry : new EnumMap<>(data.contacts()).entrySet()) {
            String role = entry.getKey().wire();
            String id = made.get(entry.getValue());
            if (id == null) {
                switch (make(context, registry, role, entry.getValue())) {
                    case Made(String contactId) -> id = contactId;
                    case Stopped(StepResult<RegistrationData> result) -> {
                        return result;
                    }
                }
                made.put(entry.getValue(), id);
            }
            ids.put(entry.getKey(), id);
        }
        return StepResult.done(data.withContactIds(ids));
    }

    private sealed interface Outcome {}

    private record Made(String contactId) implements Outcome {}

    private record Stopped(StepResult<RegistrationData> result) implements Outcome {}

    private Outcome make(StepContext<RegistrationData> context, Registry registry, String role, Contact contact) {
        UUID workflow = context.workflow().id().value();
        String command = COMMAND + ":" + role;
        Optional<Intent> last = context.read(tx -> intents.attempts(tx, workflow, command)).stream()
                .reduce((_, later) -> later);
        if (last.isPresent() && last.get().state() == Intent.State.COMPLETED) {
            return new Made(last.get().object());
        }
        boolean sameId = last.isPresent() && last.get().state() != Intent.State.REFUSED;
        String contactId = sameId ? last.get().object() : Ids.contactId();
        String clTrid = Ids.clTrid();
        context.inTransaction(tx -> {
            intents.open(tx, clTrid, workflow, registry.id(), command, contactId, null);
            return clTrid;
        });
        var answer =
                registry.createContact(new CreateContact(clTrid, contactId, contact, Ids.authInfo()), context::mayAct);
        return settle(context, registry, clTrid, contactId, answer);
    }

    private Outcome settle(
            StepContext<RegistrationData> context,
            Registry registry,
            String clTrid,
            String contactId,
            RegistryAnswer<Done> answer) {
        return switch (answer) {
            case Completed<Done> _ -> {
                write(context, clTrid, Intent.State.COMPLETED);
                yield new Made(contactId);
            }
            case Refused<Done>(RefusedFor reason, int _, String message) ->
                reason == RefusedFor.OBJECT_EXISTS
                        ? present(context, registry, clTrid, contactId)
                        : refused(context, clTrid, message);
            case NotSent<Done> notSent -> {
                write(context, clTrid, Intent.State.NOT_SENT);
                yield new Stopped(RegistryAnswers.again(notSent));
            }
            case RegistryAnswer<Done> undecided -> {
                write(context, clTrid, Intent.State.UNKNOWN);
                yield new Stopped(RegistryAnswers.again(undecided));
            }
        };
    }

    /** The id is taken: by our own earlier attempt whose answer was lost, or, hardly ever, by another registrar. */
    private Outcome present(StepContext<RegistrationData> context, Registry registry, String clTrid, String contactId) {
        return switch (registry.ownsContact(contactId)) {
            case Completed<Boolean>(Boolean ours, var _)
            when ours -> {
                write(context, clTrid, Intent.State.COMPLETED);
                yield new Made(contactId);
            }
            case Completed<Boolean> _ -> {
                write(context, clTrid, Intent.State.REFUSED);
                yield new Stopped(StepResult.retry(RegistryAnswers.REGISTRY, "contact id taken, another one is drawn"));
            }
            case RegistryAnswer<Boolean> undecided -> {
                write(context, clTrid, Intent.State.UNKNOWN);
                yield new Stopped(RegistryAnswers.again(undecided));
            }
        };
    }

    private Outcome refused(StepContext<RegistrationData> context, String clTrid, String message) {
        write(context, clTrid, Intent.State.REFUSED);
        return new Stopped(
                RegistryAnswers.rejected("Registry rejected the registration request: the contact (" + message + ")."));
    }

    private void write(StepContext<RegistrationData> context, String clTrid, Intent.State state) {
        context.inTransaction(tx -> {
            intents.settle(tx, clTrid, state, null);
            return state;
        });
    }

    /** Deletes what was made. A registry that keeps an unused contact does no harm, so after some tries it is left. */
    StepResult<RegistrationData> undo(StepContext<RegistrationData> context) {
        RegistrationData data = context.data();
        UUID workflow = context.workflow().id().value();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        for (ContactRole role : ContactRole.values()) {
            List<Intent> attempts = context.read(tx -> intents.attempts(tx, workflow, COMMAND + ":" + role.wire()));
            for (String contactId : attempts.stream()
                    .filter(attempt -> attempt.state() == Intent.State.COMPLETED
                            || attempt.state().inDoubt())
                    .map(Intent::object)
                    .distinct()
                    .toList()) {
                switch (registry.deleteContact(Ids.clTrid(), contactId, context::mayAct)) {
                    case Completed<Done> _, RegistryAnswer.Pending<Done> _, Refused<Done> _ -> {}
                    case RegistryAnswer<Done> undecided -> {
                        if (context.workflow().attempts() < MOST_UNDOS) {
                            return RegistryAnswers.again(undecided);
                        }
                        LOG.warn("contact {} is left at registry {}: {}", contactId, registry.id(), undecided);
                    }
                }
            }
        }
        return StepResult.done(data);
    }
}
