package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;

/** Allocation tokens, between XML and records (RFC 8495). */
final class AllocationTokenCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.ALLOCATION_TOKEN;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "allocationToken" -> new AllocationToken.Token(Fields.ownText(xml));
            case "info" -> new AllocationToken.Info();
            default -> throw Fields.unknown(xml);
        };
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((AllocationToken) extension) {
            case AllocationToken.Token(String value) ->
                new XmlBuilder(namespace(), "allocationToken").text(value).build();
            case AllocationToken.Info() -> new XmlBuilder(namespace(), "info").build();
        };
    }
}
