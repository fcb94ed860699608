package dev.namestead.server.simulation;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.RestoreDomain;
import dev.namestead.server.registry.UpdateContact;
import dev.namestead.server.registry.UpdateDomain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A registry behind another face; what a planted fault does not change is passed on. */
class PassedOn implements Registry {
    private final Registry registry;

    PassedOn(Registry registry) {
        this.registry = registry;
    }

    @Override
    public String id() {
        return registry.id();
    }

    @Override
    public boolean thick() {
        return registry.thick();
    }

    @Override
    public RegistryAnswer<List<Availability>> check(List<DomainName> names, Duration deadline) {
        return registry.check(names, deadline);
    }

    @Override
    public RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline) {
        return registry.renewFee(name, years, deadline);
    }

    @Override
    public RegistryAnswer<RegistryDomain> info(DomainName name) {
        return registry.info(name);
    }

    @Override
    public RegistryAnswer<RegistryAnswer.Done> createContact(CreateContact command, Fence fence) {
        return registry.createContact(command, fence);
    }

    @Override
    public RegistryAnswer<Boolean> ownsContact(String contactId) {
        return registry.ownsContact(contactId);
    }

    @Override
    public RegistryAnswer<RegistryAnswer.Done> updateContact(UpdateContact command, Fence fence) {
        return registry.updateContact(command, fence);
    }

    @Override
    public RegistryAnswer<RegistryAnswer.Done> deleteContact(String clTrid, String contactId, Fence fence) {
        return registry.deleteContact(clTrid, contactId, fence);
    }

    @Override
    public RegistryAnswer<CreateDomain.Created> create(CreateDomain command, Fence fence) {
        return registry.create(command, fence);
    }

    @Override
    public RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Duration deadline) {
        return registry.restoreFee(name, deadline);
    }

    @Override
    public RegistryAnswer<DeleteDomain.Deleted> delete(DeleteDomain command, Fence fence) {
        return registry.delete(command, fence);
    }

    @Override
    public RegistryAnswer<RegistryAnswer.Done> restore(RestoreDomain command, Fence fence) {
        return registry.restore(command, fence);
    }

    @Override
    public RegistryAnswer<RenewDomain.Renewed> renew(RenewDomain command, Fence fence) {
        return registry.renew(command, fence);
    }

    @Override
    public RegistryAnswer<RegistryAnswer.Done> update(UpdateDomain command, Fence fence) {
        return registry.update(command, fence);
    }
}
