package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.time.DateTimeException;
import java.time.MonthDay;

/** sync-1.0, between XML and records. */
final class SyncCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.SYNC;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        if (!xml.name().equals("update")) {
            throw Fields.unknown(xml);
        }
        String text = Fields.text(xml, "expMonthDay");
        try {
            // XML Schema's gMonthDay is written as the JDK writes it: --05-31. A time zone may follow.
            return new Sync(MonthDay.parse(text.substring(0, Math.min(7, text.length()))));
        } catch (DateTimeException e) {
            throw Fields.malformed("expMonthDay", text);
        }
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return new XmlBuilder(namespace(), "update")
                .child("expMonthDay", ((Sync) extension).expires().toString())
                .build();
    }
}
