package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;

/** idn-1.0, between XML and records. */
final class IdnCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.IDN;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        if (!xml.name().equals("data")) {
            throw Fields.unknown(xml);
        }
        return new Idn(Fields.text(xml, "table"), xml.textOf("uname"));
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        var idn = (Idn) extension;
        return new XmlBuilder(namespace(), "data")
                .child("table", idn.table())
                .child("uname", idn.uname())
                .build();
    }
}
