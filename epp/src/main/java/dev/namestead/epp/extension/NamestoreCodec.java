package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;

/** namestoreExt-1.1, between XML and records. */
final class NamestoreCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.NAMESTORE;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        return switch (xml.name()) {
            case "namestoreExt" -> new Namestore.SubProduct(Fields.text(xml, "subProduct"));
            case "nsExtErrData" -> {
                XmlElement msg = Fields.child(xml, "msg");
                yield new Namestore.Failure(Fields.number("code", Fields.attribute(msg, "code")), msg.text());
            }
            default -> throw Fields.unknown(xml);
        };
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Namestore) extension) {
            case Namestore.SubProduct(String name) ->
                new XmlBuilder(namespace(), "namestoreExt")
                        .child("subProduct", name)
                        .build();
            case Namestore.Failure(int code, String message) -> {
                var xml = new XmlBuilder(namespace(), "nsExtErrData");
                yield xml.child(xml.nested("msg")
                                .attribute("code", Integer.toString(code))
                                .text(message))
                        .build();
            }
        };
    }
}
