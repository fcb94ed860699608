package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Fields;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** balance-1.0, between XML and records. */
final class BalanceCodec implements ObjectCodec {

    @Override
    public String namespace() {
        return EppNamespace.BALANCE;
    }

    @Override
    public ObjectCommand decodeCommand(String verb, @Nullable String op, XmlElement xml) throws EppFormatException {
        if (!verb.equals("info")) {
            throw SharedElements.unknownVerb(verb, "balance");
        }
        return new Balance.Info();
    }

    @Override
    public XmlElement encode(ObjectCommand command) {
        return new XmlBuilder(namespace(), command.verb()).build();
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
        XmlElement threshold = Fields.child(xml, "creditThreshold");
        return new Balance.Data(
                amount(xml, "creditLimit"),
                amount(xml, "balance"),
                amount(xml, "availableCredit"),
                threshold.child("fixed").isPresent() ? amount(threshold, "fixed") : null,
                threshold.child("percent").isPresent() ? Fields.number(threshold, "percent") : null);
    }

    private static BigDecimal amount(XmlElement parent, String name) throws EppFormatException {
        return Fields.decimal(name, Fields.text(parent, name));
    }

    @Override
    public XmlElement encode(ResponseData data) {
        var balance = (Balance.Data) data;
        BigDecimal fixed = balance.fixedThreshold();
        Integer percent = balance.percentThreshold();
        var xml = new XmlBuilder(namespace(), "infData");
        return xml.child("creditLimit", balance.creditLimit().toPlainString())
                .child("balance", balance.balance().toPlainString())
                .child("availableCredit", balance.availableCredit().toPlainString())
                .child(xml.nested("creditThreshold")
                        .child("fixed", fixed == null ? null : fixed.toPlainString())
                        .child("percent", percent == null ? null : percent.toString()))
                .build();
    }
}
