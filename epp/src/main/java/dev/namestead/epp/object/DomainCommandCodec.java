package dev.namestead.epp.object;

import static dev.namestead.epp.object.SharedElements.authInfo;
import static dev.namestead.epp.object.SharedElements.requiredAuthInfo;
import static dev.namestead.epp.object.SharedElements.statuses;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on domains, between XML and records (RFC 5731 section 3). */
final class DomainCommandCodec {

    private DomainCommandCodec() {}

    static DomainCommand decode(String verb, @Nullable String op, XmlElement xml) throws EppFormatException {
        return switch (verb) {
            case "check" -> new DomainCommand.Check(SharedElements.someTexts(xml, "name"));
            case "info" -> new DomainCommand.Info(Fields.text(xml, "name"), hostsShown(xml), authInfo(xml));
            case "create" -> create(xml);
            case "delete" -> new DomainCommand.Delete(Fields.text(xml, "name"));
            case "renew" ->
                new DomainCommand.Renew(
                        Fields.text(xml, "name"), Fields.date(xml, "curExpDate"), EppPeriod.decode(xml));
            case "transfer" ->
                new DomainCommand.Transfer(
                        SharedElements.transferOp(op), Fields.text(xml, "name"), EppPeriod.decode(xml), authInfo(xml));
            case "update" ->
                new DomainCommand.Update(Fields.text(xml, "name"), part(xml, "add"), part(xml, "rem"), change(xml));
            default -> throw SharedElements.unknownVerb(verb, "domain");
        };
    }

    private static DomainCommand.HostsShown hostsShown(XmlElement info) throws EppFormatException {
        String hosts = Fields.child(info, "name").attribute("hosts");
        if (hosts == null) {
            return DomainCommand.HostsShown.ALL;
        }
        return Arrays.stream(DomainCommand.HostsShown.values())
                .filter(shown -> shown.wire().equals(hosts.strip()))
                .findFirst()
                .orElseThrow(() -> Fields.malformed("hosts", hosts));
    }

    private static DomainCommand.Create create(XmlElement xml) throws EppFormatException {
        return new DomainCommand.Create(
                Fields.text(xml, "name"),
                EppPeriod.decode(xml),
                nameServers(xml),
                xml.textOf("registrant"),
                contacts(xml),
                requiredAuthInfo(xml));
    }

    private static DomainCommand.Part part(XmlElement update, String name) throws EppFormatException {
        XmlElement part = update.child(name).orElse(null);
        return part == null
                ? DomainCommand.Part.NONE
                : new DomainCommand.Part(nameServers(part), contacts(part), statuses(part));
    }

    private static DomainCommand.@Nullable Change change(XmlElement update) throws EppFormatException {
        XmlElement change = update.child("chg").orElse(null);
        if (change == null) {
            return null;
        }
        String registrant = change.child("registrant").map(XmlElement::text).orElse(null);
        return new DomainCommand.Change(registrant, authInfo(change));
    }

    static List<DomainCommand.Contact> contacts(XmlElement parent) throws EppFormatException {
        List<DomainCommand.Contact> contacts = new ArrayList<>();
        for (XmlElement contact : parent.children("contact")) {
            contacts.add(new DomainCommand.Contact(Fields.attribute(contact, "type"), Fields.ownText(contact)));
        }
        return contacts;
    }

    static @Nullable NameServers nameServers(XmlElement parent) throws EppFormatException {
        XmlElement ns = parent.child("ns").orElse(null);
        if (ns == null || ns.children().isEmpty()) {
            return null;
        }
        if (ns.children("hostAttr").isEmpty()) {
            return new NameServers.Hosts(SharedElements.someTexts(ns, "hostObj"));
        }
        List<NameServers.Attribute> attributes = new ArrayList<>();
        for (XmlElement attribute : ns.children("hostAttr")) {
            attributes.add(new NameServers.Attribute(
                    Fields.text(attribute, "hostName"), SharedElements.addresses(attribute, "hostAddr")));
        }
        return new NameServers.Attributes(attributes);
    }

    static XmlElement encode(DomainCommand command) {
        var xml = new XmlBuilder(EppNamespace.DOMAIN, command.verb());
        switch (command) {
            case DomainCommand.Check(List<String> names) -> xml.children("name", names);
            case DomainCommand.Info info ->
                xml.child(xml.nested("name")
                                .attribute("hosts", info.hosts().wire())
                                .text(info.name()))
                        .child(authInfo(xml, info.authInfo()));
            case DomainCommand.Create create -> encode(xml, create);
            case DomainCommand.Delete(String name) -> xml.child("name", name);
            case DomainCommand.Renew renew ->
                xml.child("name", renew.name())
                        .child("curExpDate", renew.currentExpiry().toString())
                        .child(EppPeriod.encode(renew.period(), EppNamespace.DOMAIN));
            case DomainCommand.Transfer transfer ->
                xml.child("name", transfer.name())
                        .child(EppPeriod.encode(transfer.period(), EppNamespace.DOMAIN))
                        .child(authInfo(xml, transfer.authInfo()));
            case DomainCommand.Update update -> encode(xml, update);
        }
        return xml.build();
    }

    private static void encode(XmlBuilder xml, DomainCommand.Create create) {
        xml.child("name", create.name())
                .child(EppPeriod.encode(create.period(), EppNamespace.DOMAIN))
                .child(nameServers(xml, create.nameServers()))
                .child("registrant", create.registrant());
        contacts(xml, create.contacts());
        xml.child(authInfo(xml, create.authInfo()));
    }

    private static void encode(XmlBuilder xml, DomainCommand.Update update) {
        xml.child("name", update.name());
        part(xml, "add", update.add());
        part(xml, "rem", update.remove());
        DomainCommand.Change change = update.change();
        if (change != null) {
            var chg = xml.nested("chg").child("registrant", change.registrant());
            xml.child(chg.child(authInfo(xml, change.authInfo())));
        }
    }

    private static void part(XmlBuilder xml, String name, DomainCommand.Part part) {
        if (part.isEmpty()) {
            return;
        }
        var element = xml.nested(name).child(nameServers(xml, part.nameServers()));
        contacts(element, part.contacts());
        statuses(element, part.statuses());
        xml.child(element);
    }

    static void contacts(XmlBuilder parent, List<DomainCommand.Contact> contacts) {
        for (DomainCommand.Contact contact : contacts) {
            parent.child(
                    parent.nested("contact").attribute("type", contact.type()).text(contact.id()));
        }
    }

    static @Nullable XmlBuilder nameServers(XmlBuilder parent, @Nullable NameServers nameServers) {
        if (nameServers == null || nameServers.names().isEmpty()) {
            return null;
        }
        var ns = parent.nested("ns");
        switch (nameServers) {
            case NameServers.Hosts(List<String> names) -> ns.children("hostObj", names);
            case NameServers.Attributes(List<NameServers.Attribute> attributes) -> {
                for (NameServers.Attribute attribute : attributes) {
                    var hostAttr = ns.nested("hostAttr").child("hostName", attribute.hostName());
                    ns.child(SharedElements.addresses(hostAttr, "hostAddr", attribute.addresses()));
                }
            }
        }
        return ns;
    }

    static @Nullable String op(ObjectCommand command) {
        return command instanceof DomainCommand.Transfer transfer
                ? transfer.op().wire()
                : null;
    }
}
