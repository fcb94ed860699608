package dev.namestead.epp.object;

import static dev.namestead.epp.object.SharedElements.addresses;
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

/** The host mapping, between XML and records (RFC 5732). */
final class HostCodec implements ObjectCodec {

    @Override
    public String namespace() {
        return EppNamespace.HOST;
    }

    @Override
    public ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement xml) throws EppFormatException {
        return switch (verb) {
            case "check" -> new HostCommand.Check(SharedElements.someTexts(xml, "name"));
            case "info" -> new HostCommand.Info(Fields.text(xml, "name"));
            case "create" -> new HostCommand.Create(Fields.text(xml, "name"), addresses(xml, "addr"));
            case "delete" -> new HostCommand.Delete(Fields.text(xml, "name"));
            case "update" ->
                new HostCommand.Update(
                        Fields.text(xml, "name"),
                        part(xml, "add"),
                        part(xml, "rem"),
                        xml.child("chg").map(chg -> chg.textOf("name")).orElse(null));
            default -> throw SharedElements.unknownVerb(verb, "host");
        };
    }

    private static HostCommand.Part part(XmlElement update, String name) throws EppFormatException {
        XmlElement part = update.child(name).orElse(null);
        return part == null ? HostCommand.Part.NONE : new HostCommand.Part(addresses(part, "addr"), statuses(part));
    }

    @Override
    public XmlElement encode(ObjectCommand command) {
        var xml = element(command.verb());
        switch ((HostCommand) command) {
            case HostCommand.Check(List<String> names) -> xml.children("name", names);
            case HostCommand.Info(String name) -> xml.child("name", name);
            case HostCommand.Create(String name, List<HostAddress> list) ->
                addresses(xml.child("name", name), "addr", list);
            case HostCommand.Delete(String name) -> xml.child("name", name);
            case HostCommand.Update update -> {
                xml.child("name", update.name());
                part(xml, "add", update.add());
                part(xml, "rem", update.remove());
                if (update.newName() != null) {
                    xml.child(xml.nested("chg").child("name", update.newName()));
                }
            }
        }
        return xml.build();
    }

    private static void part(XmlBuilder xml, String name, HostCommand.Part part) {
        if (!part.isEmpty()) {
            var element = addresses(xml.nested(name), "addr", part.addresses());
            statuses(element, part.statuses());
            xml.child(element);
        }
    }

    @Override
    public @Nullable String op(ObjectCommand command) {
        return null;
    }

    @Override
    public ResponseData decodeData(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "chkData" -> new HostData.Checked(SharedElements.checkResults(xml, "name"));
            case "creData" -> new HostData.Created(Fields.text(xml, "name"), Fields.instant(xml, "crDate"));
            case "infData" -> decodeInfo(xml);
            case "panData" ->
                new HostData.PendingAction(
                        Fields.text(xml, "name"),
                        Fields.flag(Fields.child(xml, "name"), "paResult"),
                        SharedElements.transaction(Fields.child(xml, "paTRID")),
                        Fields.instant(xml, "paDate"));
            default -> throw SharedElements.unknownData(xml);
        };
    }

    private static HostData.Info decodeInfo(XmlElement xml) throws EppFormatException {
        String roid = xml.textOf("roid");
        return new HostData.Info(
                Fields.text(xml, "name"),
                roid == null ? "" : roid,
                statuses(xml),
                addresses(xml, "addr"),
                Fields.text(xml, "clID"),
                xml.textOf("crID"),
                Fields.optionalInstant(xml, "crDate"),
                xml.textOf("upID"),
                Fields.optionalInstant(xml, "upDate"),
                Fields.optionalInstant(xml, "trDate"));
    }

    @Override
    public XmlElement encode(ResponseData data) {
        return switch ((HostData) data) {
            case HostData.Checked checked ->
                SharedElements.checkResults(element("chkData"), "name", checked.results())
                        .build();
            case HostData.Created created ->
                element("creData")
                        .child("name", created.name())
                        .child("crDate", text(created.createdAt()))
                        .build();
            case HostData.Info info -> encodeInfo(info);
            case HostData.PendingAction pending -> {
                var xml = element("panData");
                yield xml.child(xml.nested("name")
                                .attribute("paResult", XmlValues.format(pending.done()))
                                .text(pending.name()))
                        .child(SharedElements.transaction(xml, pending.transaction()))
                        .child("paDate", text(pending.doneAt()))
                        .build();
            }
        };
    }

    private static XmlElement encodeInfo(HostData.Info info) {
        var xml = element("infData").child("name", info.name()).child("roid", info.roid());
        statuses(xml, info.statuses());
        return addresses(xml, "addr", info.addresses())
                .child("clID", info.clId())
                .child("crID", info.creatorId())
                .child("crDate", text(info.createdAt()))
                .child("upID", info.updaterId())
                .child("upDate", text(info.updatedAt()))
                .child("trDate", text(info.transferredAt()))
                .build();
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.HOST, name);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : XmlValues.format(instant);
    }
}
