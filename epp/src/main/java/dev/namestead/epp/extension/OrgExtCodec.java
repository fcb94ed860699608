package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Organizations of an object, between XML and records (RFC 8544). */
final class OrgExtCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.ORG_EXT;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "create" -> new OrgExt.Create(organizations(xml));
            case "infData" -> new OrgExt.Info(organizations(xml));
            case "update" -> new OrgExt.Update(inside(xml, "add"), inside(xml, "rem"), inside(xml, "chg"));
            default -> throw Fields.unknown(xml);
        };
    }

    private static List<OrgExt.Org> inside(XmlElement xml, String name) throws EppFormatException {
        XmlElement part = xml.child(name).orElse(null);
        return part == null ? List.of() : organizations(part);
    }

    private static List<OrgExt.Org> organizations(XmlElement parent) throws EppFormatException {
        List<OrgExt.Org> found = new ArrayList<>();
        for (XmlElement id : parent.children("id")) {
            found.add(new OrgExt.Org(Fields.attribute(id, "role"), id.text()));
        }
        return found;
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((OrgExt) extension) {
            case OrgExt.Create(List<OrgExt.Org> all) ->
                organizations(element("create"), all).build();
            case OrgExt.Info(List<OrgExt.Org> all) ->
                organizations(element("infData"), all).build();
            case OrgExt.Update update ->
                element("update")
                        .child(part("add", update.add()))
                        .child(part("rem", update.remove()))
                        .child(part("chg", update.change()))
                        .build();
        };
    }

    private static @Nullable XmlBuilder part(String name, List<OrgExt.Org> organizations) {
        return organizations.isEmpty() ? null : organizations(element(name), organizations);
    }

    private static XmlBuilder organizations(XmlBuilder parent, List<OrgExt.Org> organizations) {
        for (OrgExt.Org each : organizations) {
            parent.child(element("id").attribute("role", each.role()).text(each.id()));
        }
        return parent;
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.ORG_EXT, name);
    }
}
