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
import org.jspecify.annotations.Nullable;

/** The domain mapping, between XML and records (RFC 5731). */
final class DomainCodec implements ObjectCodec {

    @Override
    public String namespace() {
        return EppNamespace.DOMAIN;
    }

    @Override
    public ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement element) throws EppFormatException {
        return DomainCommandCodec.decode(verb, op, element);
    }

    @Override
    public XmlElement encode(ObjectCommand command) {
        return DomainCommandCodec.encode((DomainCommand) command);
    }

    @Override
    public @Nullable String op(ObjectCommand command) {
        return DomainCommandCodec.op(command);
    }

    @Override
    public ResponseData decodeData(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "chkData" -> new DomainData.Checked(SharedElements.checkResults(xml, "name"));
            case "creData" ->
                new DomainData.Created(
                        Fields.text(xml, "name"), Fields.instant(xml, "crDate"), Fields.optionalInstant(xml, "exDate"));
            case "renData" -> new DomainData.Renewed(Fields.text(xml, "name"), Fields.optionalInstant(xml, "exDate"));
            case "infData" -> decodeInfo(xml);
            case "trnData" -> decodeTransfer(xml);
            case "panData" ->
                new DomainData.PendingAction(
                        Fields.text(xml, "name"),
                        Fields.flag(Fields.child(xml, "name"), "paResult"),
                        SharedElements.transaction(Fields.child(xml, "paTRID")),
                        Fields.instant(xml, "paDate"));
            default -> throw SharedElements.unknownData(xml);
        };
    }

    private static DomainData.Info decodeInfo(XmlElement xml) throws EppFormatException {
        String roid = xml.textOf("roid");
        return new DomainData.Info(
                Fields.text(xml, "name"),
                roid == null ? "" : roid,
                statuses(xml),
                xml.textOf("registrant"),
                DomainCommandCodec.contacts(xml),
                DomainCommandCodec.nameServers(xml),
                SharedElements.texts(xml, "host"),
                Fields.text(xml, "clID"),
                xml.textOf("crID"),
                Fields.optionalInstant(xml, "crDate"),
                xml.textOf("upID"),
                Fields.optionalInstant(xml, "upDate"),
                Fields.optionalInstant(xml, "exDate"),
                Fields.optionalInstant(xml, "trDate"),
                authInfo(xml));
    }

    private static DomainData.Transfer decodeTransfer(XmlElement xml) throws EppFormatException {
        return new DomainData.Transfer(
                Fields.text(xml, "name"),
                Fields.text(xml, "trStatus"),
                Fields.text(xml, "reID"),
                Fields.instant(xml, "reDate"),
                Fields.text(xml, "acID"),
                Fields.instant(xml, "acDate"),
                Fields.optionalInstant(xml, "exDate"));
    }

    @Override
    public XmlElement encode(ResponseData data) {
        return switch ((DomainData) data) {
            case DomainData.Checked checked ->
                SharedElements.checkResults(element("chkData"), "name", checked.results())
                        .build();
            case DomainData.Created created ->
                element("creData")
                        .child("name", created.name())
                        .child("crDate", text(created.createdAt()))
                        .child("exDate", text(created.expiresAt()))
                        .build();
            case DomainData.Renewed renewed ->
                element("renData")
                        .child("name", renewed.name())
                        .child("exDate", text(renewed.expiresAt()))
                        .build();
            case DomainData.Info info -> encodeInfo(info);
            case DomainData.Transfer transfer -> encodeTransfer(transfer);
            case DomainData.PendingAction pending -> encodePending(pending);
        };
    }

    private static XmlElement encodeInfo(DomainData.Info info) {
        var xml = element("infData").child("name", info.name()).child("roid", info.roid());
        statuses(xml, info.statuses());
        xml.child("registrant", info.registrant());
        DomainCommandCodec.contacts(xml, info.contacts());
        xml.child(DomainCommandCodec.nameServers(xml, info.nameServers()));
        return xml.children("host", info.subordinateHosts())
                .child("clID", info.clId())
                .child("crID", info.creatorId())
                .child("crDate", text(info.createdAt()))
                .child("upID", info.updaterId())
                .child("upDate", text(info.updatedAt()))
                .child("exDate", text(info.expiresAt()))
                .child("trDate", text(info.transferredAt()))
                .child(authInfo(xml, info.authInfo()))
                .build();
    }

    private static XmlElement encodeTransfer(DomainData.Transfer transfer) {
        return element("trnData")
                .child("name", transfer.name())
                .child("trStatus", transfer.status())
                .child("reID", transfer.requesterId())
                .child("reDate", text(transfer.requestedAt()))
                .child("acID", transfer.actorId())
                .child("acDate", text(transfer.actAt()))
                .child("exDate", text(transfer.expiresAt()))
                .build();
    }

    private static XmlElement encodePending(DomainData.PendingAction pending) {
        var xml = element("panData");
        return xml.child(xml.nested("name")
                        .attribute("paResult", XmlValues.format(pending.done()))
                        .text(pending.name()))
                .child(SharedElements.transaction(xml, pending.transaction()))
                .child("paDate", text(pending.doneAt()))
                .build();
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.DOMAIN, name);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : XmlValues.format(instant);
    }
}
