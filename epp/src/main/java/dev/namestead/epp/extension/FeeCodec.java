package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fee extension 1.0, between XML and records (RFC 8748). */
public final class FeeCodec implements ExtensionCodec {

    @Override
    public String namespace() {
        return EppNamespace.FEE;
    }

    @Override
    public EppExtension decode(XmlElement xml) throws EppFormatException {
        if (xml.name().equals("check")) {
            return decodeCheck(xml);
        }
        if (xml.name().equals("chkData")) {
            return decodeChecked(xml);
        }
        for (Fee.Operation operation : Fee.Operation.values()) {
            if (xml.name().equals(operation.commandElement()) && operation != Fee.Operation.DELETE) {
                return new Fee.Transform(operation, xml.textOf("currency"), someAmounts(xml), credits(xml));
            }
            if (xml.name().equals(operation.dataElement())) {
                return new Fee.Transformed(
                        operation,
                        xml.textOf("currency"),
                        EppPeriod.decode(xml),
                        amounts(xml),
                        credits(xml),
                        decimal(xml, "balance"),
                        decimal(xml, "creditLimit"));
            }
        }
        throw new EppFormatException(EppResultCode.SYNTAX_ERROR, "unknown element of the fee extension: " + xml.name());
    }

    private static Fee.Check decodeCheck(XmlElement xml) throws EppFormatException {
        List<Fee.Asked> asked = new ArrayList<>();
        for (XmlElement command : xml.children("command")) {
            asked.add(asked(command));
        }
        if (asked.isEmpty()) {
            throw Fields.missing(xml, "command");
        }
        return new Fee.Check(xml.textOf("currency"), asked);
    }

    private static Fee.Asked asked(XmlElement command) throws EppFormatException {
        return new Fee.Asked(
                Fields.attribute(command, "name"),
                EppPeriod.decode(command),
                command.attribute("customName"),
                command.attribute("phase"),
                command.attribute("subphase"));
    }

    private static Fee.Checked decodeChecked(XmlElement xml) throws EppFormatException {
        List<Fee.ObjectFees> objects = new ArrayList<>();
        for (XmlElement cd : xml.children("cd")) {
            List<Fee.CommandFees> commands = new ArrayList<>();
            for (XmlElement command : cd.children("command")) {
                commands.add(new Fee.CommandFees(
                        asked(command),
                        Fields.flag(command, "standard", false),
                        amounts(command),
                        credits(command),
                        command.textOf("reason")));
            }
            objects.add(new Fee.ObjectFees(
                    Fields.text(cd, "objID"),
                    Fields.flag(cd, "avail", true),
                    cd.textOf("class"),
                    commands,
                    cd.textOf("reason")));
        }
        return new Fee.Checked(Fields.text(xml, "currency"), objects);
    }

    private static List<Fee.Amount> someAmounts(XmlElement xml) throws EppFormatException {
        List<Fee.Amount> amounts = amounts(xml);
        if (amounts.isEmpty()) {
            throw Fields.missing(xml, "fee");
        }
        return amounts;
    }

    private static List<Fee.Amount> amounts(XmlElement parent) throws EppFormatException {
        List<Fee.Amount> amounts = new ArrayList<>();
        for (XmlElement fee : parent.children("fee")) {
            amounts.add(new Fee.Amount(
                    Fields.decimal("fee", Fields.ownText(fee)),
                    fee.attribute("description"),
                    fee.attribute("lang"),
                    XmlValues.parseBoolean(fee.attribute("refundable")).orElse(null),
                    fee.attribute("grace-period"),
                    fee.attribute("applied")));
        }
        return amounts;
    }

    private static List<Fee.Credit> credits(XmlElement parent) throws EppFormatException {
        List<Fee.Credit> credits = new ArrayList<>();
        for (XmlElement credit : parent.children("credit")) {
            credits.add(new Fee.Credit(
                    Fields.decimal("credit", Fields.ownText(credit)),
                    credit.attribute("description"),
                    credit.attribute("lang")));
        }
        return credits;
    }

    private static @Nullable BigDecimal decimal(XmlElement parent, String name) throws EppFormatException {
        String text = parent.textOf(name);
        return text == null ? null : Fields.decimal(name, text);
    }

    @Override
    public XmlElement encode(EppExtension extension) {
        return switch ((Fee) extension) {
            case Fee.Check check -> {
                var xml = element("check").child("currency", check.currency());
                check.commands().forEach(asked -> xml.child(command(asked)));
                yield xml.build();
            }
            case Fee.Checked checked -> encodeChecked(checked);
            case Fee.Transform transform -> {
                var xml = element(transform.operation().commandElement()).child("currency", transform.currency());
                yield money(xml, transform.fees(), transform.credits()).build();
            }
            case Fee.Transformed done -> {
                var xml = element(done.operation().dataElement())
                        .child("currency", done.currency())
                        .child(EppPeriod.encode(done.period(), EppNamespace.FEE));
                yield money(xml, done.fees(), done.credits())
                        .child("balance", text(done.balance()))
                        .child("creditLimit", text(done.creditLimit()))
                        .build();
            }
        };
    }

    private static XmlElement encodeChecked(Fee.Checked checked) {
        var xml = element("chkData").child("currency", checked.currency());
        for (Fee.ObjectFees object : checked.objects()) {
            var cd = xml.nested("cd")
                    .attribute("avail", XmlValues.format(object.available()))
                    .child("objID", object.objectId())
                    .child("class", object.feeClass());
            for (Fee.CommandFees fees : object.commands()) {
                var command = command(fees.asked());
                if (fees.standard()) {
                    command.attribute("standard", XmlValues.format(true));
                }
                cd.child(money(command, fees.fees(), fees.credits()).child("reason", fees.reason()));
            }
            xml.child(cd.child("reason", object.reason()));
        }
        return xml.build();
    }

    private static XmlBuilder command(Fee.Asked asked) {
        return element("command")
                .attribute("name", asked.name())
                .attribute("customName", asked.customName())
                .attribute("phase", asked.phase())
                .attribute("subphase", asked.subphase())
                .child(EppPeriod.encode(asked.period(), EppNamespace.FEE));
    }

    private static XmlBuilder money(XmlBuilder parent, List<Fee.Amount> fees, List<Fee.Credit> credits) {
        for (Fee.Amount fee : fees) {
            Boolean refundable = fee.refundable();
            parent.child(parent.nested("fee")
                    .attribute("description", fee.description())
                    .attribute("lang", fee.language())
                    .attribute("refundable", refundable == null ? null : XmlValues.format(refundable))
                    .attribute("grace-period", fee.gracePeriod())
                    .attribute("applied", fee.applied())
                    .text(text(fee.value())));
        }
        for (Fee.Credit credit : credits) {
            parent.child(parent.nested("credit")
                    .attribute("description", credit.description())
                    .attribute("lang", credit.language())
                    .text(text(credit.value())));
        }
        return parent;
    }

    private static XmlBuilder element(String name) {
        return new XmlBuilder(EppNamespace.FEE, name);
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }
}
