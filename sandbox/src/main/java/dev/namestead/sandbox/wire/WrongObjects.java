package dev.namestead.sandbox.wire;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostData;

/** An answer that speaks of another object than was asked for, and is good in all else. */
final class WrongObjects {
    private static final String PREFIX = "not-";

    private WrongObjects() {}

    static EppResponse in(EppResponse response) {
        return response.withData(
                response.data().stream().map(WrongObjects::wrong).toArray(ResponseData[]::new));
    }

    private static ResponseData wrong(ResponseData data) {
        return switch (data) {
            case DomainData.Checked checked ->
                new DomainData.Checked(
                        checked.results().stream().map(WrongObjects::wrong).toList());
            case DomainData.Created created ->
                new DomainData.Created(PREFIX + created.name(), created.createdAt(), created.expiresAt());
            case DomainData.Renewed renewed -> new DomainData.Renewed(PREFIX + renewed.name(), renewed.expiresAt());
            case DomainData.Info info -> wrong(info);
            case DomainData.Transfer transfer ->
                new DomainData.Transfer(
                        PREFIX + transfer.name(),
                        transfer.status(),
                        transfer.requesterId(),
                        transfer.requestedAt(),
                        transfer.actorId(),
                        transfer.actAt(),
                        transfer.expiresAt());
            case DomainData.PendingAction action ->
                new DomainData.PendingAction(
                        PREFIX + action.name(), action.done(), action.transaction(), action.doneAt());
            case HostData.Created created -> new HostData.Created(PREFIX + created.name(), created.createdAt());
            case ContactData.Created created ->
                new ContactData.Created("N" + shorter(created.id()), created.createdAt());
            default -> data;
        };
    }

    private static String shorter(String id) {
        return id.length() < 16 ? id : id.substring(1);
    }

    private static CheckResult wrong(CheckResult result) {
        return new CheckResult(PREFIX + result.id(), result.available(), result.reason(), result.language());
    }

    private static DomainData.Info wrong(DomainData.Info info) {
        return new DomainData.Info(
                PREFIX + info.name(),
                info.roid(),
                info.statuses(),
                info.registrant(),
                info.contacts(),
                info.nameServers(),
                info.subordinateHosts(),
                info.clId(),
                info.creatorId(),
                info.createdAt(),
                info.updaterId(),
                info.updatedAt(),
                info.expiresAt(),
                info.transferredAt(),
                info.authInfo());
    }
}
