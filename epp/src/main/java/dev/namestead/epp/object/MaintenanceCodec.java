package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maintenance notices, between XML and records (RFC 9167). Languages and formats of descriptions are not kept. */
final class MaintenanceCodec implements ObjectCodec {

    @Override
    public String namespace() {
        return EppNamespace.MAINTENANCE;
    }

    @Override
    public ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement xml) throws EppFormatException {
        if (!verb.equals("info")) {
            throw SharedElements.unknownVerb(verb, "maintenance");
        }
        return new Maintenance.Info(xml.child("list").isPresent() ? null : Fields.text(xml, "id"));
    }

    @Override
    public XmlElement encode(ObjectCommand command) {
        String id = ((Maintenance.Info) command).id();
        var xml = element(command.verb());
        return (id == null ? xml.emptyChild("list") : xml.child("id", id)).build();
    }

    @Override
    public @Nullable String op(ObjectCommand command) {
        return null;
    }

    @Override
    public ResponseData decodeData(XmlElement xml) throws EppFormatException {
        if (!xml.name().equals("infData")) {
            throw SharedElements.unknownData(xml);
        }
        Optional<XmlElement> list = xml.child("list");
        return list.isPresent() ? listed(list.get()) : item(Fields.child(xml, "item"));
    }

    private static Maintenance.Listed listed(XmlElement list) throws EppFormatException {
        List<Maintenance.ListItem> items = new ArrayList<>();
        for (XmlElement item : list.children("listItem")) {
            items.add(new Maintenance.ListItem(
                    Fields.text(item, "id"),
                    Fields.child(item, "id").attribute("name"),
                    Fields.instant(item, "start"),
                    Fields.instant(item, "end"),
                    Fields.instant(item, "crDate"),
                    Fields.optionalInstant(item, "upDate")));
        }
        return new Maintenance.Listed(items);
    }

    private static Maintenance.Item item(XmlElement item) throws EppFormatException {
        XmlElement environment = Fields.child(item, "environment");
        XmlElement intervention = item.child("intervention").orElse(null);
        XmlElement tlds = item.child("tlds").orElse(null);
        return new Maintenance.Item(
                Fields.text(item, "id"),
                Fields.child(item, "id").attribute("name"),
                Fields.texts(item, "type"),
                item.textOf("pollType"),
                systems(Fields.child(item, "systems")),
                Fields.attribute(environment, "type"),
                environment.attribute("name"),
                Fields.instant(item, "start"),
                Fields.instant(item, "end"),
                Fields.text(item, "reason"),
                item.textOf("detail"),
                Fields.texts(item, "description"),
                tlds == null ? List.of() : Fields.texts(tlds, "tld"),
                intervention == null ? null : flag(intervention, "connection"),
                intervention == null ? null : flag(intervention, "implementation"),
                Fields.instant(item, "crDate"),
                Fields.optionalInstant(item, "upDate"));
    }

    private static @Nullable Boolean flag(XmlElement parent, String name) {
        return XmlValues.parseBoolean(parent.textOf(name)).orElse(null);
    }

    private static List<Maintenance.AffectedSystem> systems(XmlElement parent) throws EppFormatException {
        List<Maintenance.AffectedSystem> systems = new ArrayList<>();
        for (XmlElement system : parent.children("system")) {
            systems.add(new Maintenance.AffectedSystem(
                    Fields.text(system, "name"), system.textOf("host"), Fields.text(system, "impact")));
        }
        return systems;
    }

    @Override
    public XmlElement encode(ResponseData data) {
        var xml = element("infData");
        if (data instanceof Maintenance.Listed(List<Maintenance.ListItem> items)) {
            var list = element("list");
            for (Maintenance.ListItem item : items) {
                list.child(element("listItem")
                        .child(element("id").attribute("name", item.name()).text(item.id()))
                        .child("start", XmlValues.format(item.start()))
                        .child("end", XmlValues.format(item.end()))
                        .child("crDate", XmlValues.format(item.createdAt()))
                        .child("upDate", text(item.updatedAt())));
            }
            return xml.child(list).build();
        }
        return xml.child(encode((Maintenance.Item) data)).build();
    }

    private static XmlBuilder encode(Maintenance.Item item) {
        var systems = element("systems");
        for (Maintenance.AffectedSystem system : item.systems()) {
            systems.child(element("system")
                    .child("name", system.name())
                    .child("host", system.host())
                    .child("impact", system.impact()));
        }
        return element("item")
                .child(element("id").attribute("name", item.name()).text(item.id()))
                .children("type", item.types())
                .child("pollType", item.pollType())
                .child(systems)
                .child(element("environment")
                        .attribute("type", item.environment())
                        .attribute("name", item.environmentName()))
                .child("start", XmlValues.format(item.start()))
                .child("end", XmlValues.format(item.end()))
                .child("reason", item.reason())
                .child("detail", item.detail())
                .children("description", item.descriptions())
                .child(item.tlds().isEmpty() ? null : element("tlds").children("tld", item.tlds()))
                .child(intervention(item))
                .child("crDate", XmlValues.format(item.createdAt()))
                .child("upDate", text(item.updatedAt()));
    }

    private static @Nullable XmlBuilder intervention(Maintenance.Item item) {
        Boolean connection = item.connection();
        Boolean implementation = item.implementation();
        return connection == null || implementation == null
                ? null
                : element("intervention")
                        .child("connection", connection.toString())
                        .child("implementation", implementation.toString());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : XmlValues.format(instant);
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.MAINTENANCE, name);
    }
}
