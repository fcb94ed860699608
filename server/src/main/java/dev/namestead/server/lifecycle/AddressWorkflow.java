package dev.namestead.server.lifecycle;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.UpdateContact;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.util.List;
import java.util.function.Supplier;

/**
 * Another e-mail address for a holder who is to confirm his data.
 *
 * <pre>
 *   contact   changes the contact object, where the registry has such   not undone: nothing after it can fail
 *   record    writes the address; the links before are void             -
 * </pre>
 *
 * That he is asked at the new address is due by his registration's life from then on, as it is after any registration.
 */
public final class AddressWorkflow implements WorkflowDefinition<AddressData> {
    public static final String KIND = "address";

    private final Registries registries;
    private final Supplier<Verifications> verifications;
    private final AuditStore audit;
    private final RegistrationStore registrations = new RegistrationStore();
    private final List<Step<AddressData>> steps =
            List.of(Step.of("contact", this::tellRegistry), Step.of("record", this::write));

    /** @param verifications asked for when something is written */
    AddressWorkflow(Registries registries, Supplier<Verifications> verifications, AuditStore audit) {
        this.registries = registries;
        this.verifications = verifications;
        this.audit = audit;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<AddressData> dataType() {
        return AddressData.class;
    }

    @Override
    public List<Step<AddressData>> steps() {
        return steps;
    }

    private StepResult<AddressData> tellRegistry(StepContext<AddressData> context) {
        AddressData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        if (!registry.thick()) {
            return StepResult.done(data);
        }
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                found.registrant() == null ? StepResult.done(data) : send(context, registry, found.registrant());
            case Refused<RegistryDomain>(var _, int _, String message) -> rejected(message);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private static StepResult<AddressData> send(StepContext<AddressData> context, Registry registry, String contactId) {
        AddressData data = context.data();
        UpdateContact update = new UpdateContact(Ids.clTrid(), contactId, data.email());
        return switch (registry.updateContact(update, context::mayAct)) {
            // Nobody can see of a contact whether what was accepted is done; sent again it would be refused.
            case Completed<Done> _, RegistryAnswer.Pending<Done> _ -> StepResult.done(data);
            case Refused<Done>(var _, int _, String message) -> rejected(message);
            case RegistryAnswer<Done> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private static StepResult<AddressData> rejected(String message) {
        return RegistryAnswers.rejected("Registry rejected the change of the address: " + message);
    }

    private StepResult<AddressData> write(StepContext<AddressData> context) {
        AddressData data = context.data();
        return StepResult.done(data, tx -> {
            Registration registration = registrations
                    .findById(tx, context.workflow().account(), data.registration())
                    .orElseThrow();
            Contact before = registration.registrant();
            registrations.changeContact(tx, registration, before, before.withEmail(data.email()));
            verifications.get().replaced(tx, registration.account(), before);
        });
    }

    @Override
    public void succeeded(Tx tx, Workflow<AddressData> workflow) {
        record(tx, workflow, "registrant.change_address_succeed", "{}");
    }

    @Override
    public void failed(Tx tx, Workflow<AddressData> workflow, WorkflowError error) {
        record(tx, workflow, "registrant.change_address_fail", "{\"code\":\"" + error.code() + "\"}");
    }

    private void record(Tx tx, Workflow<AddressData> workflow, String action, String details) {
        audit.record(tx, Actor.system(KIND), workflow.account(), action, workflow.subject(), details);
    }
}
