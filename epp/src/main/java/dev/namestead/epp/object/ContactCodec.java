package dev.namestead.epp.object;

import static dev.namestead.epp.object.SharedElements.authInfo;
import static dev.namestead.epp.object.SharedElements.statuses;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contact mapping, between XML and records (RFC 5733). */
final class ContactCodec implements ObjectCodec {

    @Override
    public String namespace() {
        return EppNamespace.CONTACT;
    }

    @Override
    public ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement xml) throws EppFormatException {
        return switch (verb) {
            case "check" -> new ContactCommand.Check(SharedElements.someTexts(xml, "id"));
            case "info" -> new ContactCommand.Info(Fields.text(xml, "id"), authInfo(xml));
            case "create" ->
                new ContactCommand.Create(
                        Fields.text(xml, "id"),
                        ContactElements.postalInfos(xml, true),
                        ContactElements.phone(xml, "voice"),
                        ContactElements.phone(xml, "fax"),
                        Fields.text(xml, "email"),
                        SharedElements.requiredAuthInfo(xml),
                        ContactElements.disclose(xml));
            case "delete" -> new ContactCommand.Delete(Fields.text(xml, "id"));
            case "transfer" ->
                new ContactCommand.Transfer(SharedElements.transferOp(op), Fields.text(xml, "id"), authInfo(xml));
            case "update" ->
                new ContactCommand.Update(
                        Fields.text(xml, "id"), part(xml, "add"), part(xml, "rem"), decodeChange(xml));
            default -> throw SharedElements.unknownVerb(verb, "contact");
        };
    }

    private static List<EppStatus> part(XmlElement update, String name) throws EppFormatException {
        XmlElement part = update.child(name).orElse(null);
        return part == null ? List.of() : statuses(part);
    }

    private static ContactCommand.@Nullable Change decodeChange(XmlElement update) throws EppFormatException {
        XmlElement chg = update.child("chg").orElse(null);
        if (chg == null) {
            return null;
        }
        return new ContactCommand.Change(
                ContactElements.postalInfos(chg, false),
                ContactElements.phone(chg, "voice"),
                ContactElements.phone(chg, "fax"),
                chg.textOf("email"),
                authInfo(chg),
                ContactElements.disclose(chg));
    }

    @Override
    public XmlElement encode(ObjectCommand command) {
        var xml = element(command.verb());
        switch ((ContactCommand) command) {
            case ContactCommand.Check(List<String> ids) -> xml.children("id", ids);
            case ContactCommand.Info(String id, AuthInfo authInfo) ->
                xml.child("id", id).child(authInfo(xml, authInfo));
            case ContactCommand.Create create -> {
                xml.child("id", create.id());
                details(xml, create.postalInfos(), create.voice(), create.fax(), create.email());
                xml.child(authInfo(xml, create.authInfo())).child(ContactElements.disclose(xml, create.disclose()));
            }
            case ContactCommand.Delete(String id) -> xml.child("id", id);
            case ContactCommand.Transfer transfer ->
                xml.child("id", transfer.id()).child(authInfo(xml, transfer.authInfo()));
            case ContactCommand.Update update -> encodeUpdate(xml, update);
        }
        return xml.build();
    }

    private static void encodeUpdate(XmlBuilder xml, ContactCommand.Update update) {
        xml.child("id", update.id());
        part(xml, "add", update.add());
        part(xml, "rem", update.remove());
        ContactCommand.Change change = update.change();
        if (change != null) {
            var chg = xml.nested("chg");
            details(chg, change.postalInfos(), change.voice(), change.fax(), change.email());
            xml.child(chg.child(authInfo(xml, change.authInfo()))
                    .child(ContactElements.disclose(xml, change.disclose())));
        }
    }

    private static void part(XmlBuilder xml, String name, List<EppStatus> statuses) {
        if (!statuses.isEmpty()) {
            var part = xml.nested(name);
            statuses(part, statuses);
            xml.child(part);
        }
    }

    private static void details(
            XmlBuilder xml,
            List<PostalInfo> postalInfos,
            @Nullable Phone voice,
            @Nullable Phone fax,
            @Nullable String email) {
        ContactElements.postalInfos(xml, postalInfos);
        xml.child(ContactElements.phone(xml, "voice", voice))
                .child(ContactElements.phone(xml, "fax", fax))
                .child("email", email);
    }

    @Override
    public @Nullable String op(ObjectCommand command) {
        return command instanceof ContactCommand.Transfer transfer
                ? transfer.op().wire()
                : null;
    }

    @Override
    public ResponseData decodeData(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "chkData" -> new ContactData.Checked(SharedElements.checkResults(xml, "id"));
            case "creData" -> new ContactData.Created(Fields.text(xml, "id"), Fields.instant(xml, "crDate"));
            case "infData" -> decodeInfo(xml);
            case "trnData" ->
                new ContactData.Transfer(
                        Fields.text(xml, "id"),
                        Fields.text(xml, "trStatus"),
                        Fields.text(xml, "reID"),
                        Fields.instant(xml, "reDate"),
                        Fields.text(xml, "acID"),
                        Fields.instant(xml, "acDate"));
            case "panData" ->
                new ContactData.PendingAction(
                        Fields.text(xml, "id"),
                        Fields.flag(Fields.child(xml, "id"), "paResult"),
                        SharedElements.transaction(Fields.child(xml, "paTRID")),
                        Fields.instant(xml, "paDate"));
            default -> throw SharedElements.unknownData(xml);
        };
    }

    private static ContactData.Info decodeInfo(XmlElement xml) throws EppFormatException {
        String roid = xml.textOf("roid");
        return new ContactData.Info(
                Fields.text(xml, "id"),
                roid == null ? "" : roid,
                statuses(xml),
                ContactElements.postalInfos(xml, false),
                ContactElements.phone(xml, "voice"),
                ContactElements.phone(xml, "fax"),
                xml.textOf("email"),
                Fields.text(xml, "clID"),
                xml.textOf("crID"),
                Fields.optionalInstant(xml, "crDate"),
                xml.textOf("upID"),
                Fields.optionalInstant(xml, "upDate"),
                Fields.optionalInstant(xml, "trDate"),
                authInfo(xml),
                ContactElements.disclose(xml));
    }

    @Override
    public XmlElement encode(ResponseData data) {
        return switch ((ContactData) data) {
            case ContactData.Checked checked ->
                SharedElements.checkResults(element("chkData"), "id", checked.results())
                        .build();
            case ContactData.Created created ->
                element("creData")
                        .child("id", created.id())
                        .child("crDate", text(created.createdAt()))
                        .build();
            case ContactData.Info info -> encodeInfo(info);
            case ContactData.Transfer transfer ->
                element("trnData")
                        .child("id", transfer.id())
                        .child("trStatus", transfer.status())
                        .child("reID", transfer.requesterId())
                        .child("reDate", text(transfer.requestedAt()))
                        .child("acID", transfer.actorId())
                        .child("acDate", text(transfer.actAt()))
                        .build();
            case ContactData.PendingAction pending -> {
                var xml = element("panData");
                yield xml.child(xml.nested("id")
                                .attribute("paResult", XmlValues.format(pending.done()))
                                .text(pending.id()))
                        .child(SharedElements.transaction(xml, pending.transaction()))
                        .child("paDate", text(pending.doneAt()))
                        .build();
            }
        };
    }

    private static XmlElement encodeInfo(ContactData.Info info) {
        var xml = element("infData").child("id", info.id()).child("roid", info.roid());
        statuses(xml, info.statuses());
        details(xml, info.postalInfos(), info.voice(), info.fax(), info.email());
        return xml.child("clID", info.clId())
                .child("crID", info.creatorId())
                .child("crDate", text(info.createdAt()))
                .child("upID", info.updaterId())
                .child("upDate", text(info.updatedAt()))
                .child("trDate", text(info.transferredAt()))
                .child(authInfo(xml, info.authInfo()))
                .child(ContactElements.disclose(xml, info.disclose()))
                .build();
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.CONTACT, name);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : XmlValues.format(instant);
    }
}
