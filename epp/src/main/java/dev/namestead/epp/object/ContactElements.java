package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a contact, between XML and records (RFC 5733 section 2). */
final class ContactElements {

    private ContactElements() {}

    /** @param whole true where name and address must be there: in a create */
    static List<PostalInfo> postalInfos(XmlElement parent, boolean whole) throws EppFormatException {
        List<PostalInfo> infos = new ArrayList<>();
        for (XmlElement info : parent.children("postalInfo")) {
            String name = whole ? Fields.text(info, "name") : info.textOf("name");
            XmlElement address =
                    whole ? Fields.child(info, "addr") : info.child("addr").orElse(null);
            // In an update an empty organization takes the present one away.
            String organization = info.child("org").map(XmlElement::text).orElse(null);
            infos.add(new PostalInfo(
                    type(Fields.attribute(info, "type")),
                    name,
                    organization,
                    address == null ? null : address(address)));
        }
        if (whole && infos.isEmpty()) {
            throw Fields.missing(parent, "postalInfo");
        }
        return infos;
    }

    private static PostalInfo.Address address(XmlElement address) throws EppFormatException {
        List<String> streets = address.children("street").stream()
                .map(XmlElement::text)
                .filter(street -> !street.isEmpty())
                .toList();
        return new PostalInfo.Address(
                streets,
                Fields.text(address, "city"),
                address.textOf("sp"),
                address.textOf("pc"),
                Fields.text(address, "cc"));
    }

    static PostalInfo.Type type(String wire) throws EppFormatException {
        return Arrays.stream(PostalInfo.Type.values())
                .filter(type -> type.wire().equals(wire.strip()))
                .findFirst()
                .orElseThrow(() -> Fields.malformed("type", wire));
    }

    static @Nullable Phone phone(XmlElement parent, String name) {
        XmlElement phone = parent.child(name).orElse(null);
        return phone == null ? null : new Phone(phone.text(), phone.attribute("x"));
    }

    static @Nullable Disclose disclose(XmlElement parent) throws EppFormatException {
        XmlElement disclose = parent.child("disclose").orElse(null);
        if (disclose == null) {
            return null;
        }
        List<Disclose.Item> items = new ArrayList<>();
        for (XmlElement item : disclose.children()) {
            String type = item.attribute("type");
            items.add(new Disclose.Item(item.name(), type == null ? null : type(type)));
        }
        return new Disclose(Fields.flag(disclose, "flag"), items);
    }

    static void postalInfos(XmlBuilder parent, List<PostalInfo> infos) {
        for (PostalInfo info : infos) {
            var element = parent.nested("postalInfo")
                    .attribute("type", info.type().wire())
                    .child("name", info.name())
                    .child("org", info.organization());
            PostalInfo.Address address = info.address();
            if (address != null) {
                element.child(parent.nested("addr")
                        .children("street", address.streets())
                        .child("city", address.city())
                        .child("sp", address.state())
                        .child("pc", address.postalCode())
                        .child("cc", address.countryCode()));
            }
            parent.child(element);
        }
    }

    static @Nullable XmlBuilder phone(XmlBuilder parent, String name, @Nullable Phone phone) {
        return phone == null
                ? null
                : parent.nested(name).attribute("x", phone.extension()).text(phone.number());
    }

    static @Nullable XmlBuilder disclose(XmlBuilder parent, @Nullable Disclose disclose) {
        if (disclose == null) {
            return null;
        }
        var element = parent.nested("disclose").attribute("flag", XmlValues.format(disclose.flag()));
        for (Disclose.Item item : disclose.items()) {
            PostalInfo.Type type = item.type();
            element.child(parent.nested(item.name()).attribute("type", type == null ? null : type.wire()));
        }
        return element;
    }
}
