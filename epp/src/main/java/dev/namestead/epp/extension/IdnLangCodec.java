package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;

/** idnLang-1.0, between XML and records. */
final class IdnLangCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.IDN_LANG;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        if (!xml.name().equals("tag")) {
            throw Fields.unknown(xml);
        }
        return new IdnLang(Fields.ownText(xml));
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return new XmlBuilder(namespace(), "tag")
                .text(((IdnLang) extension).tag())
                .build();
    }
}
