package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.profile.RegistryProfile;

/** Transfers (RFC 5731 section 3.2.4) are not run by these registries; a query says truthfully that none is pending. */
final class DomainTransferRule {
    private DomainTransferRule() {}

    static Answer decide(DomainCommand.Transfer transfer, RegistryProfile profile, RegistryState state) {
        if (transfer.op() != TransferOp.QUERY) {
            return Answer.of(EppResultCode.UNIMPLEMENTED_COMMAND);
        }
        String name = SoldName.of(transfer.name(), profile).name();
        return Answer.of(
                state.domain(name).isPresent()
                        ? EppResultCode.NOT_PENDING_TRANSFER
                        : EppResultCode.OBJECT_DOES_NOT_EXIST);
    }
}
