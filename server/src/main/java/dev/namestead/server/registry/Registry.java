package dev.namestead.server.registry;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One registry as the registrar sees it. Calls block at most for the command's deadline, never throw for anything that a registry does, and
 * never retry a transform command by themselves: after {@link RegistryAnswer.Unknown} the caller reads the registry.
 */
public interface Registry {
    /** The name of the registry in the configuration and the catalog, such as {@code thin}. */
    String id();

    /** Whether registrations need contact objects here (RFC 5733). */
    boolean thick();

    /**
     * Availability and fees of names that are all of this registry, in one command as far as its limit allows. A name that the registry
     * cannot judge is left out.
     */
    RegistryAnswer<List<Availability>> check(List<DomainName> names, Duration deadline);

    /** What the registry asks at present for a renewal of that many years; empty where it does not tell. */
    RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline);

    /** What the registry asks at present for a restore, without any year; empty where it does not tell. */
    RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Duration deadline);

    /** The object as the registry holds it; {@link RefusedFor#OBJECT_DOES_NOT_EXIST} where there is none. */
    RegistryAnswer<RegistryDomain> info(DomainName name);

    RegistryAnswer<RegistryAnswer.Done> createContact(CreateContact command, Fence fence);

    /** Whether a contact object of this id is there and ours. */
    RegistryAnswer<Boolean> ownsContact(String contactId);

    RegistryAnswer<RegistryAnswer.Done> updateContact(UpdateContact command, Fence fence);

    RegistryAnswer<RegistryAnswer.Done> deleteContact(String clTrid, String contactId, Fence fence);

    RegistryAnswer<CreateDomain.Created> create(CreateDomain command, Fence fence);

    RegistryAnswer<RenewDomain.Renewed> renew(RenewDomain command, Fence fence);

    RegistryAnswer<RegistryAnswer.Done> update(UpdateDomain command, Fence fence);

    /** {@link RegistryAnswer.Completed} also where the registry says that it takes its time: what has become of the name it shows. */
    RegistryAnswer<DeleteDomain.Deleted> delete(DeleteDomain command, Fence fence);

    RegistryAnswer<RegistryAnswer.Done> restore(RestoreDomain command, Fence fence);
}
