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

/** Times to live, between XML and records (RFC 9803). */
final class TtlCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.TTL;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "info" -> new Ttl.Info(Fields.flag(xml, "policy", false));
            case "infData" -> new Ttl.InfoData(values(xml));
            case "create" -> new Ttl.Create(values(xml));
            case "update" -> new Ttl.Update(values(xml));
            default -> throw Fields.unknown(xml);
        };
    }

    private static List<Ttl.Value> values(XmlElement xml) throws EppFormatException {
        List<Ttl.Value> values = new ArrayList<>();
        for (XmlElement ttl : xml.children("ttl")) {
            values.add(new Ttl.Value(
                    Fields.attribute(ttl, "for"),
                    ttl.attribute("custom"),
                    number(ttl.text()),
                    number(ttl.attribute("min")),
                    number(ttl.attribute("default")),
                    number(ttl.attribute("max"))));
        }
        return values;
    }

    private static @Nullable Integer number(@Nullable String text) throws EppFormatException {
        return text == null || text.isBlank() ? null : Fields.number("ttl", text.strip());
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Ttl) extension) {
            case Ttl.Info(boolean policy) ->
                element("info").attribute("policy", policy ? "true" : null).build();
            case Ttl.InfoData(List<Ttl.Value> values) -> encode("infData", values);
            case Ttl.Create(List<Ttl.Value> values) -> encode("create", values);
            case Ttl.Update(List<Ttl.Value> values) -> encode("update", values);
        };
    }

    private static XmlElement encode(String name, List<Ttl.Value> values) {
        var xml = element(name);
        for (Ttl.Value value : values) {
            xml.child(element("ttl")
                    .attribute("for", value.type())
                    .attribute("custom", value.custom())
                    .attribute("min", text(value.min()))
                    .attribute("default", text(value.usual()))
                    .attribute("max", text(value.max()))
                    .text(text(value.seconds())));
        }
        return xml.build();
    }

    private static @Nullable String text(@Nullable Integer value) {
        return value == null ? null : value.toString();
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.TTL, name);
    }
}
